// The document behind the report (kachinko-view/1): days count from `day0`, spans end before their second day.

export type Span = [number, number];

export interface Result {
  status: 'optimal' | 'feasible' | 'infeasible' | 'unknown';
  titles_in: number;
  titles_total: number;
  value: number;
  value_bound: number;
  gap: number | null;
  cost: number | null;
  cost_bound: number | null;
  stages_used: number;
  stages_offered: number;
  stages_total: number;
  per_year: { titles: number; days: number; days_a_year: number; rate: number };
  why_none: { title: string | null; sentence: string }[];
}

export interface StudioView {
  id: string;
  name: string;
  city: string;
  country: string;
  weekdays: string[];
  holiday_code: string | null;
  build_crews: number | null;
  off: Span[];
  holidays: [number, string][];
  closures: [number, number, string][];
}

export interface StageView {
  id: string;
  name: string;
  studio: number;
  floor_m2: number | null;
  width_m: number | null;
  depth_m: number | null;
  clear_height_m: number | null;
  aisle_m: number;
  power_kva: number | null;
  quiet: boolean;
  features: string[];
  closures: [number, number, string][];
  open: Span[];
  left_out: string | null;
}

export interface TitleView {
  id: string;
  name: string;
  kind: 'film' | 'series';
  episodes: number | null;
  value: number | null;
  commitment: 'must' | 'may';
  set_count: number;
  floor_m2: number | null;
  earliest: string | null;
  latest: string | null;
  accepted: boolean;
  studio: number | null;
  engaged: Span | null;
  engaged_days: number | null;
  reason: { code: string; sentence: string; requirements: string[] } | null;
  remedies: { change: string; verified: boolean }[];
}

export interface SetView {
  id: string;
  name: string;
  title: number;
  stage: number;
  days: Span;
  phases: [string, number, number][];
  area_m2: number | null;
  width_m: number | null;
  depth_m: number | null;
  height_m: number | null;
  unit: string;
  x_m: number | null;
  y_m: number | null;
}

export interface AgreementView {
  id: string;
  lessee: string;
  studio: string;
  stages: string[];
  from: string;
  to: string;
  days: Span;
  rent: { amount: number; currency: string; per: 'day' | 'week' | 'month' | 'year' } | null;
  take_or_pay: boolean;
}

export interface ReportData {
  schema: string;
  day0: string;
  days: number;
  project: { name: string; currency: string; from: string; to: string; notes: string };
  result: Result;
  studios: StudioView[];
  stages: StageView[];
  titles: TitleView[];
  sets: SetView[];
  blocks: { id: string; title: number; days: Span }[];
  utilisation: { months: string[]; columns: string[]; stages: number[][][] };
  agreements: AgreementView[];
  assumptions: string[];
  computed: { seed: number; workers: number; iterations: number; seconds: number; seconds_to_first: number | null; versions: Record<string, string> };
}

/** A set that stands on a day; `wait` between its phases. */
export function doingOn(set: SetView, day: number): string {
  return set.phases.find(([, first, stop]) => first <= day && day < stop)?.[0] ?? 'wait';
}

export function standingOn(data: ReportData, stage: number, day: number): SetView[] {
  return data.sets.filter((set) => set.stage === stage && set.days[0] <= day && day < set.days[1]);
}

/** Why a stage cannot be used on a day; null where it can. */
export function shutOn(stage: StageView, day: number): { why: 'closure' | 'agreement'; reason: string } | null {
  const closure = stage.closures.find(([first, stop]) => first <= day && day < stop);
  if (closure) return { why: 'closure', reason: closure[2] };
  return stage.open.some(([first, stop]) => first <= day && day < stop) ? null : { why: 'agreement', reason: '' };
}

/** Days on which a set comes, goes or begins a phase, in order. */
export function daysOfChange(data: ReportData): number[] {
  const days = new Set(data.sets.flatMap((set) => set.phases.flatMap(([, first, stop]) => [first, stop])));
  return [...days].filter((day) => day >= 0 && day < data.days).sort((a, b) => a - b);
}

/** For each day, the share of the floor of all open stages that sets use. */
export function floorShares(data: ReportData): number[] {
  const used = new Float64Array(data.days + 1);
  const open = new Float64Array(data.days + 1);
  const within = (day: number): number => Math.min(Math.max(day, 0), data.days);
  const add = (steps: Float64Array, [first, stop]: Span, size: number): void => {
    steps[within(first)] += size;
    steps[within(stop)] -= size;
  };
  for (const set of data.sets) if (data.stages[set.stage].floor_m2 !== null) add(used, set.days, set.area_m2 ?? 0);
  for (const stage of data.stages) for (const span of stage.open) add(open, span, stage.floor_m2 ?? 0);
  const shares: number[] = [];
  for (let day = 0, u = 0, o = 0; day < data.days; day++) {
    u += used[day];
    o += open[day];
    shares.push(o > 0 ? Math.max(0, u / o) : 0);
  }
  return shares;
}
