// The marks of the time axis: from days to decades, whatever there is room for.

import { civil, dayOf, inWords, weekday } from './days';
import type { View } from './view';

export interface Tick {
  day: number;
  label: string;
}

export interface Axis {
  /** The upper line of larger units. */
  upper: Tick[];
  lower: Tick[];
}

interface Step {
  /** Least pixels of a day at which it is used. */
  from: number;
  lower: (day: number) => number;
  upper: (day: number) => number;
  low: Intl.DateTimeFormatOptions | 'year';
  up: Intl.DateTimeFormatOptions | 'year' | null;
}

const day = (at: number): number => at + 1;
const week = (at: number): number => at + 7 - weekday(at);
const months = (count: number) => (at: number): number => {
  const { year, month } = civil(at);
  const next = Math.floor((month - 1) / count) * count + count;
  return dayOf(year, next + 1, 1);
};
const years = (count: number) => (at: number): number => {
  const { year } = civil(at);
  return dayOf(Math.floor(year / count) * count + count, 1, 1);
};

const STEPS: Step[] = [
  { from: 22, lower: day, upper: months(1), low: { day: 'numeric', weekday: 'narrow' }, up: { year: 'numeric', month: 'long' } },
  { from: 6, lower: week, upper: months(1), low: { day: 'numeric' }, up: { year: 'numeric', month: 'long' } },
  { from: 1.4, lower: months(1), upper: years(1), low: { month: 'short' }, up: 'year' },
  { from: 0.45, lower: months(3), upper: years(1), low: { month: 'short' }, up: 'year' },
  { from: 0.11, lower: years(1), upper: years(10), low: 'year', up: null },
  { from: 0.022, lower: years(5), upper: years(10), low: 'year', up: null },
  { from: 0, lower: years(10), upper: years(100), low: 'year', up: null },
];

/** All marks in sight, the last one before the left edge among them. */
export function axisOf(view: View, language: string): Axis {
  const step = STEPS.find((each) => view.scale >= each.from)!;
  return {
    lower: ticks(view, step.lower, step.low, language),
    upper: step.up ? ticks(view, step.upper, step.up, language) : [],
  };
}

function ticks(
  view: View, next: (day: number) => number, form: Intl.DateTimeFormatOptions | 'year', language: string,
): Tick[] {
  const found: Tick[] = [];
  const end = view.t0 + view.width / view.scale;
  // Begin before the edge: at the start of the unit in which the edge lies.
  let at = startOf(Math.floor(view.t0), next);
  while (at <= end) {
    const label = form === 'year' ? String(civil(at).year) : inWords(at, language, form);
    found.push({ day: at, label });
    at = next(at);
  }
  return found;
}

function startOf(at: number, next: (day: number) => number): number {
  let back = at;
  // The unit's beginning is the last day whose own unit ends where that of `at` does.
  const end = next(at);
  let reach = 1;
  while (next(back - reach) === end) {
    back -= reach;
    reach *= 2;
  }
  while (reach >= 1) {
    if (next(back - reach) === end) back -= reach;
    else reach = reach === 1 ? 0 : Math.floor(reach / 2);
  }
  return back;
}
