// What the service keeps of a memo: the record (memo.json), its words (page.json) and its draws (surface.json).

export interface Rate {
  currency: string;
  rate: number;
  low_rate: number | null;
  high_rate: number | null;
  low_year: number | null;
  high_year: number | null;
}

export interface Step {
  kind: 'gross' | 'sure' | 'up_to' | 'competed' | 'off' | 'waiting' | 'net';
  amount: number | string;
}

export interface Spread {
  p10: number;
  p50: number;
  p90: number;
  mean: number;
  tail: number;
  cheapest: number;
}

export interface Programme {
  estimate: { programme: string; name: string; kind: 'entitlement' | 'ceiling' | 'competitive' | null; currency: string; status: string };
  name_ja: string;
  award: number | string;
  weight: number;
  value: number | string;
  risk: { granted: number | null; why: string };
}

export interface Place {
  id: string;
  name: string;
  name_ja: string;
  place: string;
  rank: number;
  gross: number | string;
  net: number | string;
  steps: Step[];
  programmes: Programme[];
  spread: Spread | null;
  peak: number | string | null;
  stages: { state: 'fits' | 'cannot' | 'unsettled' | 'not-asked' };
  rates: Rate[];
  unknown: string[];
  assumed_share: number;
}

export interface Flip {
  value: number;
  before: number;
  cheapest: string;
  shown: number;
}

export interface Turn {
  kind: 'rate' | 'price' | 'granted' | 'share';
  of: string;
  name: string;
  now: number;
  low: number;
  high: number;
  shown_now: number | null;
  down: Flip | null;
  up: Flip | null;
}

export interface Setting {
  worth: Record<string, number>;
  price: Record<string, number>;
  granted: Record<string, number>;
  delay: Record<string, number>;
}

export interface Memo {
  project: string;
  title: string;
  title_name: string;
  currency: string;
  as_of: string;
  start: string;
  discount: number;
  draws: number;
  seed: number;
  places: Place[];
  turns: Turn[];
  setting: Setting;
  interrupted: boolean;
}

export interface Cell {
  text: string;
  tone?: string;
  note?: string;
  href?: string;
  hint?: string;
}

export type Block =
  | { is: 'table'; name: string; heads: string[]; right: number[]; rows: (Cell | string)[][] }
  | { is: 'says'; form: 'list' | 'hint' | 'notice'; name: string; texts: string[] }
  | { is: 'fold'; name: string; blocks: Block[] }
  | { is: 'ranges' }
  | { is: 'bridges' };

export interface Section {
  id: string;
  heading: string;
  hint: string;
  blocks: Block[];
}

export interface LaneItem {
  kind: 'production' | 'stage' | 'duty' | 'money';
  name: string;
  detail: string;
  state: string;
  first: string | null;
  last: string | null;
}

export interface Lane {
  place: string;
  items: LaneItem[];
  undated: string[];
}

export interface Words {
  document: {
    head: { where: [string, string]; claim: [string, string]; tone: 'good' | 'warn' | 'bad'; verdict: string; told: string; mark: string };
    sections: Section[];
  };
  lanes: Lane[];
  /** By place: what no figure of it contains. */
  unknown: Record<string, string[]>;
}

/** A memo in a line (answer.json). */
export interface Answered {
  title: string;
  place: string;
  place_ja: string;
  net: number | string;
  currency: string;
  places: number;
  as_of: string;
}

export interface Month {
  from: string;
  spend: number | string;
  late: number | string;
  early: number | string;
  out_late: number | string;
  out_early: number | string;
}

export interface Spot {
  place: string;
  country: string;
  latitude: number | null;
  longitude: number | null;
}

export interface MemoPage {
  spots: Spot[];
  curves: { place: string; months: Month[] }[];
  words: Record<'en' | 'ja', Words>;
}

export interface SurfaceProgramme {
  id: string;
  sure: boolean;
  currency: string;
  rate: number;
  net: string;
  granted: number;
  kept: number;
  delay: number;
  coming: { share: number; days: number }[];
  luck: string | null;
  outcomes: string | number;
  delays: string | number;
}

export interface Surface {
  currency: string;
  draws: number;
  seed: number;
  discount: number;
  worth: Record<string, string>;
  places: {
    id: string;
    gross: Record<string, number>;
    base: string;
    sides: string[];
    points: number[][];
    still: string[];
    programmes: SurfaceProgramme[];
  }[];
}

/** The files of a memo, read. */
export interface Read {
  memo: Memo;
  page: MemoPage;
  surface: Surface | null;
}
