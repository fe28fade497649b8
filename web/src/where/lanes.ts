// Where things lie on the axis of time: days to pixels, and rows so that nothing covers another.

import type { Lane, LaneItem } from './model';

const DAY = 86_400_000;
export const ROW = 15;
const GAP = 10;
const LEAST = 9;
/** Room beside a mark so that two of them do not touch. */
const AIR = 4;

export interface Mark {
  item: LaneItem;
  x: number;
  width: number;
  y: number;
  /** Only one day is known: by it, or from it on. */
  point: boolean;
}

export interface PlacedLane {
  place: string;
  y: number;
  height: number;
  marks: Mark[];
  undated: string[];
}

export interface Axis {
  from: number;
  to: number;
  width: number;
}

/** Days since 1970 of an ISO day, without any time zone. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

export function isoOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The days that an axis spans: whole months around everything that has a day. */
export function axisOf(lanes: Lane[], width: number): Axis {
  const shown = lanes.flatMap((lane) => lane.items.filter((item) => item.kind !== 'production' || item.name === 'photography'));
  const days = shown.flatMap((item) => [item.first, item.last]).filter((day): day is string => day !== null);
  if (!days.length) return { from: 0, to: 1, width };
  const sorted = days.sort();
  const first = new Date(`${sorted[0].slice(0, 7)}-01T00:00:00Z`);
  const end = new Date(`${sorted[sorted.length - 1].slice(0, 7)}-01T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + 1);
  return { from: Math.round(first.getTime() / DAY), to: Math.round(end.getTime() / DAY), width };
}

export function xOf(axis: Axis, day: number): number {
  return ((day - axis.from) / (axis.to - axis.from)) * axis.width;
}

/** First days of the months, thinned so that they keep a distance [px]. */
export function ticksOf(axis: Axis, apart = 62): { day: number; x: number; year: boolean }[] {
  const months: number[] = [];
  const at = new Date(axis.from * DAY);
  while (at.getTime() / DAY < axis.to) {
    months.push(Math.round(at.getTime() / DAY));
    at.setUTCMonth(at.getUTCMonth() + 1);
  }
  const every = [1, 2, 3, 6, 12].find((step) => (axis.width / months.length) * step >= apart) ?? 12;
  return months
    .filter((day) => new Date(day * DAY).getUTCMonth() % every === 0)
    .map((day) => ({ day, x: xOf(axis, day), year: new Date(day * DAY).getUTCMonth() === 0 }));
}

const ORDER: LaneItem['kind'][] = ['stage', 'duty', 'money'];

/** All lanes below each other; production dates are drawn behind them and take no row. */
export function placed(lanes: Lane[], axis: Axis): PlacedLane[] {
  let top = 0;
  return lanes.map((lane) => {
    const marks: Mark[] = [];
    let row = 0;
    for (const kind of ORDER) {
      const items = lane.items.filter((item) => item.kind === kind).sort((one, other) => start(one) - start(other));
      const ends: number[] = [];
      for (const item of items) {
        const mark = markOf(item, axis);
        let free = ends.findIndex((end) => end <= mark.x);
        if (free < 0) free = ends.push(0) - 1;
        ends[free] = mark.x + mark.width + AIR;
        marks.push({ ...mark, y: top + (row + free) * ROW });
      }
      row += ends.length;
    }
    const found = { place: lane.place, y: top, height: Math.max(2, row) * ROW, marks, undated: lane.undated };
    top += found.height + GAP;
    return found;
  });
}

function start(item: LaneItem): number {
  return dayNumber((item.first ?? item.last)!);
}

function markOf(item: LaneItem, axis: Axis): Omit<Mark, 'y'> {
  const first = dayNumber((item.first ?? item.last)!);
  const last = dayNumber((item.last ?? item.first)!);
  const point = first === last || item.first === null || item.last === null;
  if (point) return { item, x: xOf(axis, last + 0.5) - LEAST / 2, width: LEAST, point };
  const x = xOf(axis, first);
  return { item, x, width: Math.max(3, xOf(axis, last + 1) - x), point };
}
