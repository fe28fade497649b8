// Paints what is not there yet: bars that are carried, and where a proposal moves things.

import { fill } from './bars';
import { gapOf, padOf, type Layout, type Rect } from './layout';
import type { Looks } from './looks';
import type { Bar } from './model';
import type { Moved } from './plan';
import { flush, type Batch, type Scene } from './scene';
import { xOf } from './view';

export function paintGhosts(context: CanvasRenderingContext2D, scene: Scene): void {
  if (scene.proposal && scene.layout.layer !== 'reservations') {
    for (const each of scene.proposal.moved) arrow(context, scene, each);
  }
  for (const bar of scene.ghosts) carried(context, scene, bar);
  if (scene.marquee) frame(context, scene.marquee, scene.looks);
}

function carried(context: CanvasRenderingContext2D, scene: Scene, bar: Bar): void {
  const { view, layout, looks } = scene;
  const top = topOf(layout, bar);
  if (top === null) return;
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

/** A bar that is moved keeps its lane on its own row, and comes to the first on another. */
function topOf(layout: Layout, bar: Bar): number | null {
  const row = layout.stageLine(bar.stage);
  if (!row) return null;
  const part = layout.partOf(bar);
  return row.y + padOf(layout.lane) + (part.base + (part.lanes.get(bar.id) ?? 0)) * layout.lane;
}

/** From where something stood, as a broken frame, to where a proposal puts it. */
function arrow(context: CanvasRenderingContext2D, scene: Scene, moved: Moved): void {
  const { view, layout, looks, board, plan } = scene;
  const now = plan?.bars.get(`plan ${moved.title}/${moved.item}`);
  const top = now ? layout.topOf(now) : null;
  if (!now || top === null) return;
  const row = moved.before.stage === null ? now.stage : board.row(moved.before.stage);
  const line = row < 0 ? undefined : layout.stageLine(row);
  if (!line) return;
  const height = Math.max(3, layout.lane - gapOf(layout.lane));
  const x = xOf(view, moved.before.first);
  const width = Math.max(3, (moved.before.last - moved.before.first + 1) * view.scale);
  // On its own row it is shown at the height of its lane; on another, where that row's plan begins.
  const base = layout.parts(row).at(-1)?.base ?? 0;
  const y = row === now.stage ? top - view.top : line.y + padOf(layout.lane) + base * layout.lane - view.top;
  const tall = height;
  const to = { x: xOf(view, now.first) + Math.min(10, (now.last - now.first + 1) * view.scale / 2), y: top - view.top + height / 2 };
  const from = { x: x + Math.min(10, width / 2), y: y + tall / 2 };
  if (Math.max(x + width, to.x) < 0 || Math.min(x, to.x) > view.width) return;
  // Of many, the one that is looked at stands out.
  const looked = scene.current === now.id;
  context.globalAlpha = looked ? 1 : scene.current === null || !scene.current.startsWith('plan ') ? 0.55 : 0.18;
  context.strokeStyle = context.fillStyle = looks.colour.focus;
  context.lineWidth = looked ? 2 : 1.25;
  context.setLineDash([5, 4]);
  context.strokeRect(x + 0.5, y + 0.5, width - 1, tall - 1);
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(from.x, from.y);
  const bend = (to.y - from.y) * 0.2;
  context.quadraticCurveTo((from.x + to.x) / 2 + bend, (from.y + to.y) / 2 - Math.abs(to.x - from.x) * 0.06, to.x, to.y);
  context.stroke();
  head(context, from, to);
  context.globalAlpha = 1;
}

function head(context: CanvasRenderingContext2D, from: { x: number; y: number }, to: { x: number; y: number }): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  context.beginPath();
  context.moveTo(to.x, to.y);
  for (const turn of [2.7, -2.7]) context.lineTo(to.x + 8 * Math.cos(angle + turn), to.y + 8 * Math.sin(angle + turn));
  context.closePath();
  context.fill();
}

function frame(context: CanvasRenderingContext2D, area: Rect, looks: Looks): void {
  context.globalAlpha = 0.15;
  context.fillStyle = looks.colour.focus;
  context.fillRect(area.x, area.y, area.width, area.height);
  context.globalAlpha = 1;
  context.strokeStyle = looks.colour.focus;
  context.lineWidth = 1;
  context.strokeRect(area.x, area.y, area.width, area.height);
}
