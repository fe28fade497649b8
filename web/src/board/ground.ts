// Paints what bars lie on: days off, closures, agreements, what is frozen, and the lines between.

import { weekday } from './days';
import { SMALL, type StageLine } from './layout';
import { inSight, upright, type Scene } from './scene';
import { xOf, type View } from './view';

/** Least pixels of a day from which on holidays are marked apart from weekends. */
const HOLIDAYS_FROM = 6;

export function paintGround(context: CanvasRenderingContext2D, scene: Scene): StageLine[] {
  const { view, looks, layout } = scene;
  context.fillStyle = looks.colour.card;
  context.fillRect(0, 0, view.width, view.height);
  const lines = inSight(layout, view);
  daysOff(context, scene, lines);
  ticks(context, scene);
  for (const line of lines) marks(context, scene, line);
  return lines;
}

/** Days on which a studio does not work, where days are wide enough to be told apart. */
function daysOff(context: CanvasRenderingContext2D, scene: Scene, lines: StageLine[]): void {
  const { view, board, looks } = scene;
  if (view.scale < 2.2) return;
  const first = Math.floor(view.t0);
  const last = Math.ceil(view.t0 + view.width / view.scale);
  for (let i = 0; i < lines.length; ) {
    const studio = board.stages[lines[i].stage].studio;
    let end = i;
    while (end + 1 < lines.length && board.stages[lines[end + 1].stage].studio === studio) end++;
    const y = lines[i].y - view.top;
    const height = lines[end].y + lines[end].height - lines[i].y;
    context.fillStyle = looks.colour.off;
    for (let day = first; day <= last; day++) {
      if (!board.works(studio, day, weekday(day))) context.fillRect(xOf(view, day), y, view.scale, height);
    }
    named(context, scene, studio, first, last, y, height);
    i = end + 1;
  }
}

/** Holidays have names, and a thin line that weekends have not. */
function named(
  context: CanvasRenderingContext2D, { view, board, looks }: Scene, studio: number, first: number, last: number,
  y: number, height: number,
): void {
  if (studio < 0 || view.scale < HOLIDAYS_FROM) return;
  context.fillStyle = looks.colour['line-strong'];
  for (const each of board.studios[studio].holidays) {
    if (each.day < first || each.day > last) continue;
    context.fillRect(Math.round(xOf(view, each.day + 0.5)), y, 1, height);
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

/** Heads of groups, and a line below every row. */
export function paintRules(context: CanvasRenderingContext2D, { view, layout, looks }: Scene): void {
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

/** What is frozen lies under a veil; today and the freeze line over everything. */
export function paintLines(context: CanvasRenderingContext2D, { view, looks, board, freeze }: Scene): void {
  if (freeze !== null) {
    const x = Math.min(view.width, xOf(view, freeze));
    if (x > 0) {
      context.globalAlpha = 0.34;
      context.fillStyle = looks.colour.page;
      context.fillRect(0, 0, x, view.height);
      context.globalAlpha = 1;
      if (x < view.width) upright(context, x, view.height, looks.colour.focus, 2);
    }
  }
  upright(context, xOf(view, board.today + 0.5), view.height, looks.colour.today, 2);
}
