// Floors as the service tells them, with days as whole numbers, and what stands on a day.

import { fromIso } from '../board/days';

export const PHASES = ['build', 'prelight', 'shoot', 'hold', 'strike'] as const;
export type Phase = (typeof PHASES)[number];
/** What a set does on a day: a phase, waiting, or what nobody said. */
export type Doing = Phase | 'wait' | 'unsaid';
export type Source = 'plan' | 'reservations';

interface Days {
  from: string;
  to: string;
}

export interface RawStage {
  id: string;
  name: string;
  studio: string | null;
  width_m: number | null;
  depth_m: number | null;
  clear_height_m: number | null;
  floor_m2: number | null;
  aisle_m: number;
  closures: (Days & { reason: string })[];
  agreements: Days[] | null;
}

interface RawStanding extends Days {
  id: string;
  stage: string;
  title: string;
  title_name: string;
  set: string | null;
  name: string;
  x_m: number | null;
  y_m: number | null;
  rotated: boolean;
  width_m: number | null;
  depth_m: number | null;
  height_m: number | null;
  area_m2: number | null;
  phases: (Days & { phase: Phase })[];
  state: string | null;
  rank: number;
  holder: string;
}

export interface RawFloors {
  after: string;
  project: string;
  name: string;
  plan: string | null;
  first: string;
  last: string;
  today: string;
  fire_lane_m: number;
  studios: { id: string; name: string; country: string }[];
  stages: RawStage[];
  planned: RawStanding[];
  reserved: RawStanding[];
}

export interface Span {
  first: number;
  last: number;
}

export type Stage = Omit<RawStage, 'closures' | 'agreements'> & {
  closures: (Span & { reason: string })[];
  /** null: no agreement limits its use. */
  agreements: Span[] | null;
};

export type Standing = Omit<RawStanding, 'from' | 'to' | 'phases'> & Span & { phases: (Span & { phase: Phase })[] };

export interface Floors extends Span {
  /** Place in the ledger's history from which to hear what comes. */
  after: string;
  project: string;
  name: string;
  plan: string | null;
  today: number;
  lane: number;
  studios: RawFloors['studios'];
  stages: Stage[];
  planned: Standing[];
  reserved: Standing[];
}

const span = (days: Days): Span => ({ first: fromIso(days.from), last: fromIso(days.to) });

function standing({ from, to, phases, ...rest }: RawStanding): Standing {
  return { ...rest, ...span({ from, to }), phases: phases.map((one) => ({ phase: one.phase, ...span(one) })) };
}

export function readFloors(raw: RawFloors): Floors {
  return {
    after: raw.after,
    project: raw.project,
    name: raw.name,
    plan: raw.plan,
    first: fromIso(raw.first),
    last: fromIso(raw.last),
    today: fromIso(raw.today),
    lane: raw.fire_lane_m,
    studios: raw.studios,
    stages: raw.stages.map((each) => ({
      ...each,
      closures: each.closures.map((one) => ({ ...span(one), reason: one.reason })),
      agreements: each.agreements?.map(span) ?? null,
    })),
    planned: raw.planned.map(standing),
    reserved: raw.reserved.map(standing),
  };
}

export const holds = (days: Span, day: number): boolean => days.first <= day && day <= days.last;
export const meet = (one: Span, two: Span): boolean => one.first <= two.last && two.first <= one.last;

/** What stands on a day: of reservations the firm and the first ones, not those behind. */
export function standingOn(items: Standing[], day: number): Standing[] {
  return items.filter((each) => each.rank === 1 && holds(each, day));
}

export function doingOn(item: Standing, day: number): Doing {
  if (!item.phases.length) return 'unsaid';
  return item.phases.find((one) => holds(one, day))?.phase ?? 'wait';
}

export interface Change {
  item: Standing;
  what: 'begins' | 'comes' | 'goes' | 'clear';
  phase?: Phase;
}

/** What is another on a day than on the day before: a phase begins; what has gone by now. */
export function changesOn(items: Standing[], day: number): Change[] {
  const found: Change[] = [];
  for (const item of items) {
    if (item.rank !== 1) continue;
    const phase = item.phases.find((one) => one.first === day);
    if (phase) found.push({ item, what: 'begins', phase: phase.phase });
    else if (item.first === day) found.push({ item, what: 'comes' });
    if (item.last === day) found.push({ item, what: 'goes' });
    if (item.last === day - 1) found.push({ item, what: 'clear' });
  }
  return found;
}

/** The days on which something changes, in order. */
export function daysOfChange(items: Standing[]): number[] {
  const days = new Set<number>();
  for (const item of items) {
    if (item.rank !== 1) continue;
    days.add(item.first);
    days.add(item.last);
    days.add(item.last + 1);
    for (const one of item.phases) days.add(one.first);
  }
  return [...days].sort((one, two) => one - two);
}

export const floorOf = (item: Standing, stage: Stage): number => item.area_m2 ?? stage.floor_m2 ?? 0;

export function usedOn(items: Standing[], stage: Stage, day: number): number {
  return standingOn(items, day).reduce((sum, each) => sum + floorOf(each, stage), 0);
}

/** A day of a stage with the most floor in use: something to begin with. */
export function busiestDay(items: Standing[], stage: Stage, fallback: number): number {
  let best = fallback;
  let most = 0;
  for (const day of daysOfChange(items)) {
    const used = usedOn(items, stage, day);
    if (used > most + 1e-6) [best, most] = [day, used];
  }
  return best;
}

/** Whether and why a stage cannot be used on a day. */
export function shutOn(stage: Stage, day: number): { why: 'closure' | 'agreement'; reason: string } | null {
  const closure = stage.closures.find((each) => holds(each, day));
  if (closure) return { why: 'closure', reason: closure.reason };
  if (stage.agreements && !stage.agreements.some((each) => holds(each, day))) return { why: 'agreement', reason: '' };
  return null;
}

/** Rows for bars, so that none lies over another; the row of each, in the order of `items`. */
export function rowsOf(items: Span[]): number[] {
  const ends: number[] = [];
  const rows = new Array<number>(items.length).fill(0);
  const order = items.map((_, place) => place).sort((a, b) => items[a].first - items[b].first || a - b);
  for (const place of order) {
    let row = ends.findIndex((end) => end < items[place].first);
    if (row < 0) row = ends.length;
    ends[row] = items[place].last;
    rows[place] = row;
  }
  return rows;
}
