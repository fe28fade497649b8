// What the service shows of a board: texts in the language of the page, as its documents have them.

export interface ShownStrip {
  number: string;
  setting: string;
  time: string;
  tone: string;
  set: string;
  pages: string;
  cast: string[];
  synopsis: string;
  place: string;
  about: string;
  move: string;
}

export interface ShownDay {
  break: true;
  number: number;
  title: string;
  date: string;
  unit: string;
  kind: string;
  night: boolean;
  call: string;
  wrap: string;
  place: string;
  pages: string;
  strips: ShownStrip[];
}

export interface ShownBanner {
  break: false;
  days: string;
  reason: string;
}

export interface DoodRow {
  id: string;
  name: string;
  codes: string[];
  kinds: string[];
  totals: [string, string, string];
  ends: [string, string];
  pay: string;
}

export interface Waiting {
  id: string;
  name: string;
  worked: number;
  idle: number;
  paid: number;
  cost: string;
  idle_cost: string;
}

export interface Group {
  name: string;
  items: string[];
}

export interface Call {
  day: ShownDay;
  count: string;
  long_date: string;
  sun: string[];
  cast: { id: string; name: string; actor: string; code: string; first: string; about: string; limit: string }[];
  needs: Group[];
  cover: [ShownStrip, string, string][];
  cover_note: string;
  next: string;
}

export interface Shown {
  rows: (ShownDay | ShownBanner)[];
  days: { day: number; weekday: string; month: string; off: boolean; number: number | '' }[];
  dood: { cast: DoodRow[]; sets: DoodRow[]; stages: DoodRow[] };
  calls: Call[];
  money: {
    lines: [string, string, string][];
    total: [string, string];
    cast: Waiting[];
    sets: Waiting[];
    moves: [string, string, string, string][];
    notes: string[];
  };
}
