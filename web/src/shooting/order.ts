// The arithmetic of an order: scenes carried, days turned, dated, swapped, taken over. All pure.

import { keyOf, type BoardDay } from './board';

/** A place between strips: before the strip that stands `at` there now; null: the boneyard. */
export interface Spot {
  date: string;
  unit: string;
  at: number;
}
export type Target = Spot | null;
export type Days = readonly BoardDay[];

const inOrder = (days: BoardDay[]): BoardDay[] =>
  days.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : 0));

/** Scenes on no day, in the order of the script. */
export function boneyard(script: readonly string[], days: Days): string[] {
  const placed = new Set(days.flatMap((day) => day.scenes));
  return script.filter((number) => !placed.has(number));
}

/** Scenes in the order in which they stand: on the board, then in the script. */
export function standing(script: readonly string[], days: Days, wanted: ReadonlySet<string>): string[] {
  const placed = days.flatMap((day) => day.scenes).filter((number) => wanted.has(number));
  const known = new Set(placed);
  return [...placed, ...script.filter((number) => wanted.has(number) && !known.has(number))];
}

/** Carry scenes to a place, in the order in which they stand; a day that loses its last stays. */
export function carry(script: readonly string[], days: Days, wanted: ReadonlySet<string>, to: Target): Days {
  const carried = standing(script, days, wanted);
  const goal = to && keyOf(to);
  let changed = false;
  const after = days.map((day) => {
    const here = keyOf(day) === goal;
    if (!here && !day.scenes.some((number) => wanted.has(number))) return day;
    const scenes = day.scenes.filter((number) => !wanted.has(number));
    if (here && to) {
      const before = day.scenes.slice(0, to.at).filter((number) => !wanted.has(number)).length;
      scenes.splice(before, 0, ...carried);
    }
    if (scenes.length === day.scenes.length && scenes.every((number, at) => number === day.scenes[at])) return day;
    changed = true;
    return { ...day, scenes };
  });
  return changed ? after : days;
}

/** Every place where carried scenes could be put, in reading order, the boneyard last. */
export function spots(days: Days, carried: ReadonlySet<string>): Target[] {
  const found: Target[] = [];
  for (const day of days) {
    for (let at = 0; at < day.scenes.length; at++) {
      if (!carried.has(day.scenes[at])) found.push({ date: day.date, unit: day.unit, at });
    }
    found.push({ date: day.date, unit: day.unit, at: day.scenes.length });
  }
  found.push(null);
  return found;
}

/** Where carried scenes stand now among the places of `spots`: that of the first of them. */
export function spotNow(days: Days, carried: ReadonlySet<string>): number {
  const all = spots(days, carried);
  for (const day of days) {
    const at = day.scenes.findIndex((number) => carried.has(number));
    if (at < 0) continue;
    const next = day.scenes.findIndex((number, place) => place > at && !carried.has(number));
    const place = next < 0 ? day.scenes.length : next;
    return all.findIndex((spot) => spot !== null && keyOf(spot) === keyOf(day) && spot.at === place);
  }
  return all.length - 1;
}

/** A date as many days later. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The first working day from a date on that a unit does not have yet. */
export function freeDate(days: Days, unit: string, from: string, off: ReadonlySet<string>): string {
  const taken = new Set(days.filter((day) => day.unit === unit).map((day) => day.date));
  let date = from;
  for (let tries = 0; tries < 4000 && (off.has(date) || taken.has(date)); tries++) date = plusDays(date, 1);
  return date;
}

export function addDay(days: Days, day: BoardDay): Days {
  if (days.some((each) => keyOf(each) === keyOf(day))) return days;
  return inOrder([...days, day]);
}

/** Take a day away; its scenes go to the boneyard. */
export function dropDay(days: Days, key: string): Days {
  return days.filter((day) => keyOf(day) !== key);
}

/** Give a day the other call. */
export function turnDay(days: Days, key: string): Days {
  return days.map((day) => (keyOf(day) === key ? { ...day, kind: day.kind === 'day' ? 'night' : 'day' } : day));
}

/** Give a day another date; a day of its unit that is there already takes its date in exchange. */
export function dateDay(days: Days, key: string, date: string): Days {
  const own = days.find((day) => keyOf(day) === key);
  if (!own || own.date === date) return days;
  return inOrder(
    days.map((day) => {
      if (day === own) return { ...day, date };
      return day.unit === own.unit && day.date === date ? { ...day, date: own.date } : day;
    }),
  );
}

/** Carry what is shot on a day before or after other days of its unit; the dates stay. */
export function shiftDay(days: Days, key: string, by: number): Days {
  const own = days.find((day) => keyOf(day) === key);
  if (!own) return days;
  const unit = days.filter((day) => day.unit === own.unit);
  const from = unit.indexOf(own);
  const to = Math.max(0, Math.min(unit.length - 1, from + by));
  if (from === to) return days;
  const contents = [...unit];
  contents.splice(to, 0, ...contents.splice(from, 1));
  const next = new Map(unit.map((day, at) => [keyOf(day), contents[at]]));
  return days.map((day) => {
    const content = next.get(keyOf(day));
    return content && content !== day ? { ...day, kind: content.kind, scenes: content.scenes } : day;
  });
}

/** The day before one in its unit; null: it is the first. */
export function dayBefore(days: Days, key: string): BoardDay | null {
  const own = days.find((day) => keyOf(day) === key);
  return days.filter((day) => day.unit === own?.unit && day.date < own.date).at(-1) ?? null;
}

/** Where the break before a day can go: every place on that day and on the one before in its unit. */
export function breakSpots(days: Days, key: string): Spot[] {
  const before = dayBefore(days, key);
  const own = days.find((day) => keyOf(day) === key);
  if (!before || !own) return [];
  const on = ({ date, unit }: BoardDay, first: number, last: number): Spot[] =>
    Array.from({ length: last - first + 1 }, (_, at) => ({ date, unit, at: first + at }));
  // The end of the one day and the beginning of the other are the same break.
  return [...on(before, 0, before.scenes.length), ...on(own, 1, own.scenes.length)];
}

/** Move the break before a day to one of its spots: the scenes between change sides. */
export function moveBreak(days: Days, key: string, to: Spot): Days {
  const before = dayBefore(days, key);
  const own = days.find((day) => keyOf(day) === key);
  if (!before || !own) return days;
  const all = [...before.scenes, ...own.scenes];
  const at = keyOf(to) === key ? before.scenes.length + to.at : to.at;
  if (at === before.scenes.length) return days;
  return days.map((day) => {
    if (day === before) return { ...day, scenes: all.slice(0, at) };
    return day === own ? { ...day, scenes: all.slice(at) } : day;
  });
}

/** Make a day as another board has it: its scenes leave where they were, others there go out. */
export function adoptDay(days: Days, other: BoardDay): Days {
  const taken = new Set(other.scenes);
  const left = days
    .filter((day) => keyOf(day) !== keyOf(other))
    .map((day) => (day.scenes.some((number) => taken.has(number)) ? { ...day, scenes: day.scenes.filter((n) => !taken.has(n)) } : day));
  return inOrder([...left, other]);
}

/** Days that have a scene. */
export const used = (days: Days): Days => days.filter((day) => day.scenes.length > 0);

export function same(one: Days, other: Days): boolean {
  const text = (days: Days): string => JSON.stringify(used(days).map((day) => [day.date, day.unit, day.kind, day.scenes]));
  return text(one) === text(other);
}

/** Scenes that two boards shoot on different days, or in another unit; with those of one only. */
export function moved(one: Days, other: Days): Set<string> {
  const at = (days: Days): Map<string, string> => new Map(days.flatMap((day) => day.scenes.map((number) => [number, keyOf(day)] as const)));
  const [first, second] = [at(one), at(other)];
  return new Set([...first.keys(), ...second.keys()].filter((number) => first.get(number) !== second.get(number)));
}
