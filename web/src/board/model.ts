// What is on the board: rows and bars as the service tells them, kept up to date by what happens.

import { fromIso } from './days';

export const STATES = ['held', 'challenged', 'confirmed', 'booked'] as const;
export const PHASES = ['build', 'prelight', 'shoot', 'hold', 'strike'] as const;
export const HELD = 0;
export const CHALLENGED = 1;
export const SHOOT = 2;
/** State of a bar of a plan: a decision, that nobody holds yet. */
export const PLANNED = 4;
/** Phases beside which nothing else is loud on a quiet stage: build, shoot, strike. */
export const LOUD = new Set([0, 2, 4]);

/** Studio of rows that are no stages. */
export const ELSEWHERE = -2;

export interface Mark {
  first: number;
  last: number;
  says: string;
}

export interface Studio {
  id: string;
  name: string;
  country: string;
  city: string;
  works: boolean[];
  holidays: { day: number; name: string }[];
  closures: Mark[];
}

export interface Stage {
  id: string;
  name: string;
  studio: number;
  floor_m2: number | null;
  quiet: boolean;
  shared: boolean;
  open: boolean;
  closures: Mark[];
  agreements: Mark[];
}

export interface Named {
  id: string;
  name: string;
}

export interface Bar {
  id: string;
  stage: number;
  first: number;
  last: number;
  state: number;
  rank: number;
  title: number;
  holder: number;
  set: number;
  version: number;
  area: number | null;
  /** Whether its shoot needs quiet. */
  sound: boolean;
  due: string | null;
  /** Phase, first day, last day, and so on. */
  phases: number[];
}

export interface Feed {
  after: string;
  today: number;
  studios: Studio[];
  stages: Stage[];
  titles: Named[];
  sets: Named[];
  holders: string[];
  bars: { [column in keyof Bar]: Bar[column][] };
}

/** A reservation as the service writes it. */
export interface Reservation {
  id: string;
  stage: string;
  title: string;
  holder: string;
  from: string;
  to: string;
  state: string;
  rank: number;
  version: number;
  area_m2: number | null;
  set: string | null;
  sync_sound: boolean;
  phases: { phase: string; from: string; to: string }[];
  challenges: { by: string; answer_by: string }[];
  lapses_at: string | null;
  sign_by: string | null;
}

export interface Outcome {
  command: string;
  done: boolean;
  code: string;
  says: string;
  changes: { before: Reservation | null; after: Reservation }[];
  blockers: string[];
  /** Of a plan: reservations that have changed since it was made. */
  since?: string[];
}

export class Board {
  readonly bars = new Map<string, Bar>();
  /** Bars of each stage, by first day. */
  readonly byStage: Bar[][];
  readonly studios: Studio[];
  readonly stages: Stage[];
  readonly titles: Named[];
  readonly sets: Named[];
  readonly holders: string[];
  readonly today: number;
  readonly after: string;
  private readonly off: Set<number>[];
  private readonly setsOf = new Map<string, number>();
  private readonly rowOf = new Map<string, number>();
  /** Versions of those that have left, so that late news does not bring them back. */
  private readonly gone = new Map<string, number>();

  constructor(feed: Feed) {
    this.after = feed.after;
    this.today = feed.today;
    this.studios = feed.studios;
    this.stages = feed.stages;
    this.titles = feed.titles;
    this.sets = feed.sets;
    this.holders = feed.holders;
    this.off = feed.studios.map((studio) => {
      const days = new Set(studio.holidays.map((each) => each.day));
      for (const each of studio.closures) {
        for (let day = each.first; day <= each.last; day++) days.add(day);
      }
      return days;
    });
    this.byStage = feed.stages.map(() => []);
    const c = feed.bars;
    for (let i = 0; i < c.id.length; i++) {
      const bar: Bar = {
        id: c.id[i], stage: c.stage[i], first: c.first[i], last: c.last[i], state: c.state[i],
        rank: c.rank[i], title: c.title[i], holder: c.holder[i], set: c.set[i],
        version: c.version[i], area: c.area[i], sound: c.sound[i], due: c.due[i], phases: c.phases[i],
      };
      this.bars.set(bar.id, bar);
      this.byStage[bar.stage].push(bar);
    }
    for (const row of this.byStage) row.sort(inOrder);
  }

  /** Whether a studio works on a day; one that is not known does on weekdays. */
  works(studio: number, day: number, weekday: number): boolean {
    if (studio < 0) return weekday < 5;
    return this.studios[studio].works[weekday] && !this.off[studio].has(day);
  }

  /** The names of a day off at a studio: holidays, and why it is closed. */
  dayOff(studio: number, day: number): string[] {
    if (studio < 0) return [];
    const { holidays, closures } = this.studios[studio];
    const named = holidays.filter((each) => each.day === day).map((each) => each.name);
    return [...named, ...closures.filter((each) => each.first <= day && each.last >= day).map((each) => each.says)].filter(Boolean);
  }

  /** Number of the row of a stage; below zero: there is none. */
  row(stage: string): number {
    if (!this.rowOf.size) this.stages.forEach((each, number) => this.rowOf.set(each.id, number));
    return this.rowOf.get(stage) ?? -1;
  }

  /** A row that is no stage, such as for what is shot elsewhere; it comes below all others. */
  addRow(id: string, name: string): number {
    const known = this.row(id);
    if (known >= 0) return known;
    this.stages.push({
      id, name, studio: ELSEWHERE, floor_m2: null, quiet: false, shared: true, open: false, closures: [], agreements: [],
    });
    this.byStage.push([]);
    this.rowOf.clear();
    return this.row(id);
  }

  /** Take a reservation as it now stands; the stages whose rows changed. */
  put(told: Reservation): number[] {
    const old = this.bars.get(told.id);
    if ((old && old.version > told.version) || (this.gone.get(told.id) ?? -1) > told.version) return [];
    const state = (STATES as readonly string[]).indexOf(told.state);
    const stage = this.row(told.stage);
    if (stage < 0) return [];
    const changed = old ? [old.stage] : [];
    if (old) this.take(old);
    if (state < 0) {
      this.gone.set(told.id, told.version);
      return changed;
    }
    const answers = told.challenges.map((each) => each.answer_by).sort();
    const due = told.state === 'confirmed' ? told.sign_by : answers[0] ?? told.lapses_at;
    const bar: Bar = {
      id: told.id, stage, state, rank: told.rank, version: told.version,
      first: fromIso(told.from), last: fromIso(told.to),
      title: place(this.titles, told.title),
      holder: placeOf(this.holders, told.holder),
      set: told.set === null ? -1 : this.setPlace(told.title, told.set),
      area: told.area_m2, sound: told.sync_sound, due: due ?? null,
      phases: told.phases.flatMap((each) => [
        (PHASES as readonly string[]).indexOf(each.phase), fromIso(each.from), fromIso(each.to),
      ]),
    };
    this.enter(bar);
    return changed.includes(stage) ? changed : [...changed, stage];
  }

  /** Show a bar with other days for the time being, or again as it was. */
  replace(bar: Bar): void {
    const old = this.bars.get(bar.id);
    if (old) this.take(old);
    this.enter(bar);
  }

  /** Name a title and a set that no reservation has named so far. */
  name(title: Named, set: Named | null): { title: number; set: number } {
    const at = (list: Named[], each: Named): number => {
      const found = list.findIndex((other) => other.id === each.id && other.name === each.name);
      return found >= 0 ? found : list.push(each) - 1;
    };
    return { title: at(this.titles, title), set: set ? at(this.sets, set) : -1 };
  }

  /** A set as some bar of the same title names it: ids of sets are those of their title. */
  private setPlace(title: string, set: string): number {
    const key = `${title}/${set}`;
    let found = this.setsOf.get(key);
    if (found === undefined) {
      for (const each of this.bars.values()) {
        if (each.set >= 0 && this.sets[each.set].id === set && this.titles[each.title].id === title) found = each.set;
      }
      found ??= this.sets.push({ id: set, name: set }) - 1;
      this.setsOf.set(key, found);
    }
    return found;
  }

  private enter(bar: Bar): void {
    this.bars.set(bar.id, bar);
    const row = this.byStage[bar.stage];
    let at = row.length;
    while (at > 0 && inOrder(row[at - 1], bar) > 0) at--;
    row.splice(at, 0, bar);
  }

  private take(bar: Bar): void {
    this.bars.delete(bar.id);
    const row = this.byStage[bar.stage];
    const at = row.indexOf(bar);
    if (at >= 0) row.splice(at, 1);
  }
}

function inOrder(a: Bar, b: Bar): number {
  return a.first - b.first || a.rank - b.rank || (a.id < b.id ? -1 : 1);
}

function place(list: Named[], id: string): number {
  const found = list.findIndex((each) => each.id === id);
  if (found >= 0) return found;
  return list.push({ id, name: id }) - 1;
}

function placeOf(list: string[], id: string): number {
  const found = list.indexOf(id);
  return found >= 0 ? found : list.push(id) - 1;
}

/** The same bar so many days later. */
export function shifted(bar: Bar, days: number, stage: number = bar.stage): Bar {
  return {
    ...bar,
    stage,
    first: bar.first + days,
    last: bar.last + days,
    phases: bar.phases.map((value, i) => (i % 3 === 0 ? value : value + days)),
  };
}

/** The same bar with its first or last day moved; it keeps a day, and its phases whole. */
export function resized(bar: Bar, edge: 'start' | 'end', days: number): Bar {
  const inner = bar.phases.length
    ? { first: bar.phases[1], last: bar.phases[bar.phases.length - 1] }
    : { first: bar.last, last: bar.first };
  if (edge === 'start') return { ...bar, first: Math.min(bar.first + days, inner.first) };
  return { ...bar, last: Math.max(bar.last + days, inner.last) };
}
