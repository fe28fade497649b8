// All that is painted of a board at one moment, and the small things that every painter uses.

import type { Axis } from './axis';
import type { Layout, Rect, StageLine } from './layout';
import type { Colour, Looks } from './looks';
import type { Bar, Board } from './model';
import type { PlanChanges, PlanLayer } from './plan';
import type { View } from './view';

export interface Scene {
  board: Board;
  layout: Layout;
  view: View;
  axis: Axis;
  looks: Looks;
  plan: PlanLayer | null;
  proposal: PlanChanges | null;
  freeze: number | null;
  selected: Set<string>;
  current: string | null;
  /** Where bars that are moved would come to lie; those themselves are drawn faintly. */
  ghosts: Bar[];
  /** Bars in the way of them. */
  blocked: Set<string>;
  clashes: boolean;
  /** Bars that were looked for; null: all. */
  found: Set<string> | null;
  marquee: Rect | null;
  label: (bar: Bar) => string;
  badge: (bar: Bar) => string;
}

export type Batch = Map<Colour, number[]>;

export function push(batch: Batch, colour: Colour, x: number, y: number, width: number, height: number): void {
  let list = batch.get(colour);
  if (!list) batch.set(colour, (list = []));
  list.push(x, y, width, height);
}

export function flush(context: CanvasRenderingContext2D, batch: Batch, looks: Looks): void {
  for (const [colour, list] of batch) {
    context.fillStyle = looks.colour[colour];
    for (let i = 0; i < list.length; i += 4) context.fillRect(list[i], list[i + 1], list[i + 2], list[i + 3]);
  }
}

/** Rows of stages that are in sight. */
export function inSight(layout: Layout, view: View): StageLine[] {
  const found: StageLine[] = [];
  for (let i = layout.firstLine(view.top); i < layout.lines.length; i++) {
    const each = layout.lines[i];
    if (each.y > view.top + view.height) break;
    if (each.kind === 'stage') found.push(each);
  }
  return found;
}

export function upright(context: CanvasRenderingContext2D, x: number, height: number, colour: string, width: number): void {
  context.fillStyle = colour;
  context.fillRect(Math.round(x) - width / 2, 0, width, height);
}

const widths = new Map<string, number>();

export function measured(context: CanvasRenderingContext2D, text: string, size: number): number {
  const key = `${size} ${text}`;
  let found = widths.get(key);
  if (found === undefined) {
    if (widths.size > 20_000) widths.clear();
    found = context.measureText(text).width;
    widths.set(key, found);
  }
  return found;
}

/** As much of a text as there is room for. */
export function cut(context: CanvasRenderingContext2D, text: string, room: number, size: number): string {
  const wide = measured(context, text, size);
  if (wide <= room) return text;
  const letters = [...text];
  const keep = Math.floor((letters.length * room) / wide) - 2;
  return keep < 2 ? '' : `${letters.slice(0, keep).join('').trimEnd()}…`;
}
