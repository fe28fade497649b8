// Paints rows and bars; colour by colour, and only what is in sight.

import { weekday } from './days';
import { rectOf } from './hit';
import { gapOf, padOf, slice, SMALL, type Layout, type Rect, type StageLine } from './layout';
import { PHASE_COLOURS, type Colour, type Looks } from './looks';
import { CHALLENGED, HELD, type Bar, type Board } from './model';
import { xOf, type View } from './view';
import type { Axis } from './axis';

export interface Scene {
  board: Board;
  layout: Layout;
  view: View;
  axis: Axis;
  looks: Looks;
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

/** Height of the phases under a bar's words. */
const STRIP = 8;

type Batch = Map<Colour, number[]>;

export function paint(context: CanvasRenderingContext2D, scene: Scene): void {
  const { view, looks, layout } = scene;
  context.fillStyle = looks.colour.card;
  context.fillRect(0, 0, view.width, view.height);
  const lines = inSight(layout, view);
  daysOff(context, scene, lines);
  ticks(context, scene);
  for (const line of lines) marks(context, scene, line);
  bars(context, scene, lines);
  rules(context, scene);
  ghosts(context, scene);
  line(context, xOf(view, scene.board.today + 0.5), view.height, looks.colour.today, 2);
  if (scene.marquee) marquee(context, scene.marquee, looks);
}

function inSight(layout: Layout, view: View): StageLine[] {
  const found: StageLine[] = [];
  for (let i = layout.firstLine(view.top); i < layout.lines.length; i++) {
    const each = layout.lines[i];
    if (each.y > view.top + view.height) break;
    if (each.kind === 'stage') found.push(each);
  }
  return found;
}

/** Days on which a studio does not work, where days are wide enough to be told apart. */
function daysOff(context: CanvasRenderingContext2D, scene: Scene, lines: StageLine[]): void {
  const { view, board, looks } = scene;
  if (view.scale < 2.2) return;
  context.fillStyle = looks.colour.off;
  const first = Math.floor(view.t0);
  const last = Math.ceil(view.t0 + view.width / view.scale);
  for (let i = 0; i < lines.length; ) {
    const studio = board.stages[lines[i].stage].studio;
    let end = i;
    while (end + 1 < lines.length && board.stages[lines[end + 1].stage].studio === studio) end++;
    const y = lines[i].y - view.top;
    const height = lines[end].y + lines[end].height - lines[i].y;
    for (let day = first; day <= last; day++) {
      if (!board.works(studio, day, weekday(day))) {
        context.fillRect(xOf(view, day), y, view.scale, height);
      }
    }
    i = end + 1;
  }
}

function ticks(context: CanvasRenderingContext2D, { axis, view, looks }: Scene): void {
  context.fillStyle = looks.colour.line;
  for (const each of axis.lower) context.fillRect(Math.round(xOf(view, each.day)), 0, 1, view.height);
  context.fillStyle = looks.colour['line-strong'];
  for (const each of axis.upper) context.fillRect(Math.round(xOf(view, each.day)), 0, 1, view.height);
}

/** Days outside agreements, and closures, of one row. */
function marks(context: CanvasRenderingContext2D, scene: Scene, row: StageLine): void {
  const { view, looks, board } = scene;
  const stage = board.stages[row.stage];
  const y = row.y - view.top;
  if (stage.agreements.length) {
    context.fillStyle = looks.colour.outside;
    let from = -Infinity;
    for (const each of [...stage.agreements].sort((a, b) => a.first - b.first)) {
      band(context, view, from, each.first - 1, y, row.height);
      from = Math.max(from, each.last + 1);
    }
    band(context, view, from, Infinity, y, row.height);
    context.fillStyle = looks.colour.accent;
    for (const each of stage.agreements) {
      const x = xOf(view, each.last + 1);
      if (x >= 0 && x <= view.width) context.fillRect(Math.round(x) - 1, y + 2, 2, row.height - 4);
    }
  }
  for (const each of stage.closures) {
    context.fillStyle = looks.colour.closure;
    band(context, view, each.first, each.last, y, row.height);
    if (looks.hatch) {
      context.fillStyle = looks.hatch;
      band(context, view, each.first, each.last, y, row.height);
    }
  }
}

function band(
  context: CanvasRenderingContext2D, view: View, first: number, last: number, y: number, height: number,
): void {
  const x = Math.max(0, xOf(view, first));
  const end = Math.min(view.width, xOf(view, last + 1));
  if (end > x) context.fillRect(x, y, end - x, height);
}

function bars(context: CanvasRenderingContext2D, scene: Scene, lines: StageLine[]): void {
  const { view, layout, looks } = scene;
  const first = Math.floor(view.t0);
  const last = Math.ceil(view.t0 + view.width / view.scale);
  const strong: Batch = new Map();
  const faint: Batch = new Map();
  const shown: Bar[] = [];
  const pad = padOf(layout.lane);
  const height = layout.lane - gapOf(layout.lane);
  const moving = new Set(scene.ghosts.map((each) => each.id));
  for (const row of lines) {
    const packed = layout.packed[row.stage];
    const [from, to] = slice(packed, first, last);
    // By lane, the right edge of the last one drawn: what would add nothing beside it is left out.
    const edges: number[] = [];
    for (let i = from; i < to; i++) {
      const bar = packed.bars[i];
      if (bar.last < first) continue;
      const lane = packed.lanes.get(bar.id)!;
      const x = xOf(view, bar.first);
      const width = (bar.last - bar.first + 1) * view.scale;
      if (width < 0.7 && x + width < (edges[lane] ?? -1) + 0.7) continue;
      edges[lane] = x + width;
      const dim = bar.rank > 1 || moving.has(bar.id) || (scene.found !== null && !scene.found.has(bar.id));
      const y = row.y + pad + lane * layout.lane - view.top;
      fill(dim ? faint : strong, view, bar, x, y, width, height);
      if (width >= 5 && layout.lane >= 8) shown.push(bar);
    }
  }
  flush(context, strong, looks);
  context.globalAlpha = 0.38;
  flush(context, faint, looks);
  context.globalAlpha = 1;
  patterns(context, scene, shown);
  if (layout.lane >= 20) labels(context, scene, shown);
  borders(context, scene, shown);
}

/** A bar's rectangles by colour: phases where there is room for them, else what it mostly is. */
function fill(batch: Batch, view: View, bar: Bar, x: number, y: number, width: number, height: number): void {
  const { phases } = bar;
  if (!phases.length || width < 4 || height < 5) {
    // Too small for phases: whether it is firm is what can still be told.
    const plain: Colour = bar.state > CHALLENGED ? 'firm' : 'loose';
    push(batch, plain, x, y, Math.max(0.7, width), height);
    return;
  }
  push(batch, 'wait', x, y, width, height);
  for (let i = 0; i < phases.length; i += 3) {
    const from = xOf(view, phases[i + 1]);
    const long = (phases[i + 2] - phases[i + 1] + 1) * view.scale;
    push(batch, PHASE_COLOURS[phases[i]], from, y, Math.max(0.7, long), height);
  }
}

function push(batch: Batch, colour: Colour, x: number, y: number, width: number, height: number): void {
  let list = batch.get(colour);
  if (!list) batch.set(colour, (list = []));
  list.push(x, y, width, height);
}

function flush(context: CanvasRenderingContext2D, batch: Batch, looks: Looks): void {
  for (const [colour, list] of batch) {
    context.fillStyle = looks.colour[colour];
    for (let i = 0; i < list.length; i += 4) context.fillRect(list[i], list[i + 1], list[i + 2], list[i + 3]);
  }
}

function patterns(context: CanvasRenderingContext2D, scene: Scene, shown: Bar[]): void {
  const { view, layout, looks } = scene;
  const gap = gapOf(layout.lane);
  looks.pattern.forEach((pattern, phase) => {
    if (!pattern) return;
    context.fillStyle = pattern;
    for (const bar of shown) {
      for (let i = 0; i < bar.phases.length; i += 3) {
        if (bar.phases[i] !== phase) continue;
        const width = (bar.phases[i + 2] - bar.phases[i + 1] + 1) * view.scale;
        if (width < 5) continue;
        const y = layout.topOf(bar)! - view.top;
        context.fillRect(xOf(view, bar.phases[i + 1]), y, width, layout.lane - gap);
      }
    }
  });
}

/** Firm ones have a whole border, holds a broken one, those who must answer a strong one. */
function borders(context: CanvasRenderingContext2D, scene: Scene, shown: Bar[]): void {
  const { view, layout, looks } = scene;
  const gap = gapOf(layout.lane);
  const kinds: [(bar: Bar) => boolean, string, number[], number][] = [
    [(bar) => bar.state > CHALLENGED, looks.colour.ink, [], 1],
    [(bar) => bar.state === HELD, looks.colour.muted, [4, 3], 1],
    [(bar) => bar.state === CHALLENGED, looks.colour.accent, [6, 3], 2],
    [(bar) => scene.blocked.has(bar.id), looks.colour.clash, [], 2.5],
    [(bar) => scene.selected.has(bar.id), looks.colour.focus, [], 2.5],
  ];
  for (const [belongs, colour, dash, width] of kinds) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    for (const bar of shown) {
      if (!belongs(bar)) continue;
      const rect = rectOf(view, layout, bar)!;
      context.rect(rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - gap - 1);
    }
    context.stroke();
  }
  context.setLineDash([]);
}

const widths = new Map<string, number>();

function labels(context: CanvasRenderingContext2D, scene: Scene, shown: Bar[]): void {
  const { view, layout, looks } = scene;
  const gap = gapOf(layout.lane);
  const size = Math.min(12, layout.lane - 11);
  context.font = `${size}px ${looks.font}`;
  context.textBaseline = 'middle';
  for (const bar of shown) {
    const rect = rectOf(view, layout, bar)!;
    const left = Math.max(0, rect.x);
    const room = Math.min(view.width, rect.x + rect.width) - left - 12;
    if (room < 22) continue;
    const badge = scene.badge(bar);
    const label = cut(context, badge + scene.label(bar), room, size);
    if (!label) continue;
    const dim = scene.found !== null && !scene.found.has(bar.id);
    // Words lie on a plate above the strip of phases, so that both can be read.
    const plate = rect.height - gap - STRIP;
    context.globalAlpha = dim ? 0.6 : 1;
    context.fillStyle = looks.colour.card;
    context.fillRect(rect.x, rect.y, rect.width, plate);
    context.globalAlpha = dim ? 0.6 : 1;
    context.fillStyle = bar.state === CHALLENGED ? looks.colour.accent : looks.colour.ink;
    context.fillText(label, left + 5, rect.y + plate / 2 + 1.5);
  }
  context.globalAlpha = 1;
}

function measured(context: CanvasRenderingContext2D, text: string, size: number): number {
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
function cut(context: CanvasRenderingContext2D, text: string, room: number, size: number): string {
  const wide = measured(context, text, size);
  if (wide <= room) return text;
  const letters = [...text];
  const keep = Math.floor((letters.length * room) / wide) - 2;
  return keep < 2 ? '' : `${letters.slice(0, keep).join('').trimEnd()}…`;
}

function rules(context: CanvasRenderingContext2D, { view, layout, looks }: Scene): void {
  for (let i = layout.firstLine(view.top); i < layout.lines.length; i++) {
    const each = layout.lines[i];
    const y = Math.round(each.y - view.top);
    if (y > view.height) break;
    if (each.kind !== 'stage') {
      context.fillStyle = each.depth === 0 ? looks.colour.band : looks.colour.page;
      context.fillRect(0, y, view.width, each.height);
    }
    if (each.height < SMALL) continue;
    context.fillStyle = looks.colour.line;
    context.fillRect(0, y + each.height - 1, view.width, 1);
  }
}

function ghosts(context: CanvasRenderingContext2D, scene: Scene): void {
  const { view, layout, looks } = scene;
  for (const bar of scene.ghosts) {
    const top = topOf(layout, bar);
    if (top === null) continue;
    const x = xOf(view, bar.first);
    const width = (bar.last - bar.first + 1) * view.scale;
    const height = Math.max(3, layout.lane - gapOf(layout.lane));
    const batch: Batch = new Map();
    fill(batch, view, bar, x, top - view.top, width, height);
    context.globalAlpha = 0.85;
    flush(context, batch, looks);
    context.globalAlpha = 1;
    context.strokeStyle = scene.clashes ? looks.colour.clash : looks.colour.good;
    context.lineWidth = 3;
    context.strokeRect(x, top - view.top, width, height);
  }
}

/** A bar that is moved keeps its lane on its own row, and comes to the first on another. */
export function topOf(layout: Layout, bar: Bar): number | null {
  const row = layout.stageLine(bar.stage);
  if (!row) return null;
  const lane = layout.packed[bar.stage].lanes.get(bar.id) ?? 0;
  return row.y + padOf(layout.lane) + lane * layout.lane;
}

function line(context: CanvasRenderingContext2D, x: number, height: number, colour: string, width: number): void {
  context.fillStyle = colour;
  context.fillRect(Math.round(x) - width / 2, 0, width, height);
}

function marquee(context: CanvasRenderingContext2D, area: Rect, looks: Looks): void {
  context.globalAlpha = 0.15;
  context.fillStyle = looks.colour.focus;
  context.fillRect(area.x, area.y, area.width, area.height);
  context.globalAlpha = 1;
  context.strokeStyle = looks.colour.focus;
  context.lineWidth = 1;
  context.strokeRect(area.x, area.y, area.width, area.height);
}

export const AXIS = 44;

/** The time axis above the rows. */
export function paintAxis(
  context: CanvasRenderingContext2D, axis: Axis, view: View, looks: Looks, today: number,
): void {
  context.fillStyle = looks.colour.card;
  context.fillRect(0, 0, view.width, AXIS);
  context.textBaseline = 'middle';
  const row = (list: { day: number; label: string }[], y: number, strong: boolean): void => {
    context.font = `${strong ? '600 ' : ''}12px ${looks.font}`;
    list.forEach((each, i) => {
      const x = xOf(view, each.day);
      const end = i + 1 < list.length ? xOf(view, list[i + 1].day) : view.width;
      context.fillStyle = looks.colour['line-strong'];
      context.fillRect(Math.round(x), y - 11, 1, 22);
      const left = Math.max(0, x) + 5;
      if (end - left < measured(context, each.label, strong ? 112 : 12) + 3) return;
      context.fillStyle = strong ? looks.colour.ink : looks.colour.muted;
      context.fillText(each.label, left, y);
    });
  };
  row(axis.upper, 11, true);
  row(axis.lower, axis.upper.length ? 33 : 22, !axis.upper.length);
  context.fillStyle = looks.colour['line-strong'];
  context.fillRect(0, AXIS - 1, view.width, 1);
  line(context, xOf(view, today + 0.5), AXIS, looks.colour.today, 2);
}
