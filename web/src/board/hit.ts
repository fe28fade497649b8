// What lies under the pointer.

import { slice, type Layout, type Rect } from './layout';
import type { Bar } from './model';
import { dayAt, xOf, type View } from './view';

export const EDGE = 6;
export type Zone = 'start' | 'body' | 'end';

export interface Hit {
  bar: Bar;
  zone: Zone;
}

/** Where a bar is drawn, from the upper left corner of the rows in sight. */
export function rectOf(view: View, layout: Layout, bar: Bar): Rect | null {
  const top = layout.topOf(bar);
  if (top === null) return null;
  const x = xOf(view, bar.first);
  const width = Math.max(2, (bar.last - bar.first + 1) * view.scale);
  return { x, y: top - view.top, width, height: layout.lane };
}

export function hit(view: View, layout: Layout, x: number, y: number): Hit | null {
  const line = layout.at(y + view.top);
  if (!line || line.kind !== 'stage') return null;
  const slack = 3 / view.scale;
  const day = dayAt(view, x);
  for (const packed of layout.parts(line.stage)) {
    const [from, to] = slice(packed, Math.floor(day - slack), Math.ceil(day + slack));
    for (let i = to - 1; i >= from; i--) {
      const bar = packed.bars[i];
      const rect = rectOf(view, layout, bar);
      if (!rect || y < rect.y || y >= rect.y + rect.height) continue;
      if (x < rect.x - 1 || x > rect.x + rect.width + 1) continue;
      return { bar, zone: zoneOf(rect, x) };
    }
  }
  return null;
}

function zoneOf(rect: Rect, x: number): Zone {
  if (rect.width < 4 * EDGE) return 'body';
  if (x < rect.x + EDGE) return 'start';
  return x > rect.x + rect.width - EDGE ? 'end' : 'body';
}

/** All bars that a rectangle over the rows in sight touches. */
export function within(view: View, layout: Layout, area: Rect): Bar[] {
  const found: Bar[] = [];
  const [first, last] = [Math.floor(dayAt(view, area.x)), Math.ceil(dayAt(view, area.x + area.width))];
  for (let i = layout.firstLine(area.y + view.top); i < layout.lines.length; i++) {
    const line = layout.lines[i];
    if (line.y > area.y + area.height + view.top) break;
    if (line.kind !== 'stage') continue;
    const touched = layout.parts(line.stage).flatMap((packed) => packed.bars.slice(...slice(packed, first, last)));
    for (const bar of touched) {
      const rect = rectOf(view, layout, bar)!;
      const apart =
        rect.x > area.x + area.width || rect.x + rect.width < area.x ||
        rect.y > area.y + area.height || rect.y + rect.height < area.y;
      if (!apart) found.push(bar);
    }
  }
  return found;
}
