// Paints bars: colour by colour, and only those in sight; what is planned apart from what is held.

import { rectOf } from './hit';
import { gapOf, padOf, slice, type StageLine } from './layout';
import { PHASE_COLOURS, type Colour } from './looks';
import { CHALLENGED, HELD, PLANNED, type Bar } from './model';
import { cut, flush, push, type Batch, type Scene } from './scene';
import { xOf, type View } from './view';

/** Height of the phases under a bar's words. */
const STRIP = 8;

const isFirm = (bar: Bar): boolean => bar.state > CHALLENGED && bar.state < PLANNED;

export function paintBars(context: CanvasRenderingContext2D, scene: Scene, lines: StageLine[]): void {
  const { layout, looks } = scene;
  const strong: Batch = new Map();
  const faint: Batch = new Map();
  const shown: Bar[] = [];
  const moving = new Set(scene.ghosts.map((each) => each.id));
  for (const row of lines) gather(scene, row, moving, strong, faint, shown);
  flush(context, strong, looks);
  context.globalAlpha = 0.38;
  flush(context, faint, looks);
  context.globalAlpha = 1;
  patterns(context, scene, shown);
  if (layout.lane >= 20) labels(context, scene, shown);
  borders(context, scene, shown);
}

function gather(
  scene: Scene, row: StageLine, moving: Set<string>, strong: Batch, faint: Batch, shown: Bar[],
): void {
  const { view, layout } = scene;
  const first = Math.floor(view.t0);
  const last = Math.ceil(view.t0 + view.width / view.scale);
  const pad = padOf(layout.lane);
  const height = layout.lane - gapOf(layout.lane);
  for (const packed of layout.parts(row.stage)) {
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
      const y = row.y + pad + (packed.base + lane) * layout.lane - view.top;
      fill(dim ? faint : strong, view, bar, x, y, width, height);
      if (width >= 5 && layout.lane >= 8) shown.push(bar);
    }
  }
}

/** A bar's rectangles by colour: phases where there is room for them, else what it mostly is. */
export function fill(batch: Batch, view: View, bar: Bar, x: number, y: number, width: number, height: number): void {
  const { phases } = bar;
  if (!phases.length || width < 4 || height < 5) {
    // Too small for phases: whether it is firm is what can still be told.
    const plain: Colour = bar.state === PLANNED ? 'hold' : isFirm(bar) ? 'firm' : 'loose';
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

/** Firm ones have a whole border, holds a broken one, those who must answer a strong one, plans a dotted one. */
function borders(context: CanvasRenderingContext2D, scene: Scene, shown: Bar[]): void {
  const { view, layout, looks, plan } = scene;
  const gap = gapOf(layout.lane);
  const amiss = (bar: Bar): boolean =>
    bar.state === PLANNED ? (plan?.stands.get(bar.id)?.stands ?? 'same') !== 'same' : (plan?.strays.has(bar.id) ?? false);
  const marked = layout.layer !== 'reservations';
  const kinds: [(bar: Bar) => boolean, string, number[], number][] = [
    [isFirm, looks.colour.ink, [], 1],
    [(bar) => bar.state === HELD, looks.colour.muted, [4, 3], 1],
    [(bar) => bar.state === PLANNED, looks.colour.link, [1, 2], 1.5],
    [(bar) => bar.state === CHALLENGED, looks.colour.accent, [6, 3], 2],
    [(bar) => marked && amiss(bar), looks.colour.warn, [], 2],
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
    const label = cut(context, scene.badge(bar) + scene.label(bar), room, size);
    if (!label) continue;
    const dim = scene.found !== null && !scene.found.has(bar.id);
    // Words lie on a plate above the strip of phases, so that both can be read.
    const plate = rect.height - gap - STRIP;
    context.globalAlpha = dim ? 0.6 : 1;
    context.fillStyle = bar.state === PLANNED ? looks.colour['plan'] : looks.colour.card;
    context.fillRect(rect.x, rect.y, rect.width, plate);
    context.fillStyle = bar.state === CHALLENGED ? looks.colour.accent : looks.colour.ink;
    context.fillText(label, left + 5, rect.y + plate / 2 + 1.5);
  }
  context.globalAlpha = 1;
}
