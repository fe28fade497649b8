// The board of a report: what is in sight, painted with the board's own brush; only looked at, never changed.

import { axisOf } from '../board/axis';
import { AXIS, paint, paintAxis } from '../board/draw';
import { hit, rectOf } from '../board/hit';
import { Layout, type Rect } from '../board/layout';
import { readLooks, type Looks } from '../board/looks';
import type { Bar, Board } from '../board/model';
import { labelOf } from '../board/speak';
import { across, panned, revealing, zoomed, type View } from '../board/view';
import { countryIn, type Language } from '../words';

export const LANE = 28;

export class Sheet {
  readonly layout: Layout;
  view: View = { t0: 0, scale: 2, top: 0, width: 800, height: 400 };
  current: string | null = null;
  found: Set<string> | null = null;
  /** How often it was painted. */
  painted = 0;
  private looks: Looks | null = null;

  constructor(readonly board: Board, readonly first: number, readonly last: number, public language: Language) {
    this.layout = new Layout(board, LANE, new Set(), (code) => countryIn(this.language, code));
  }

  translate(language: Language): void {
    this.language = language;
    this.layout.arrange();
  }

  /** The whole horizon, with a little room on both sides. */
  all(): void {
    const room = Math.max(1, (this.last - this.first) * 0.01);
    this.view = across(this.view, this.first - room, this.last + room);
  }

  zoom(x: number, factor: number): void {
    this.view = zoomed(this.view, x, factor);
  }

  pan(dx: number, dy = 0): void {
    this.view = panned(this.view, dx, dy, this.layout.full);
  }

  visit(bar: Bar): void {
    this.current = bar.id;
    const top = this.layout.topOf(bar);
    if (top !== null) this.view = revealing(this.view, bar.first, bar.last, top - 6, LANE + 12, this.layout.full);
  }

  rect(id: string): Rect | null {
    const bar = this.board.bars.get(id);
    return bar ? rectOf(this.view, this.layout, bar) : null;
  }

  under(x: number, y: number): Bar | null {
    return hit(this.view, this.layout, x, y)?.bar ?? null;
  }

  /** The bar beside the current one: along its row, or on the row above or below. */
  neighbour(step: 'left' | 'right' | 'up' | 'down'): Bar | null {
    const now = this.current === null ? undefined : this.board.bars.get(this.current);
    const rows = this.layout.lines.flatMap((line) => (line.kind === 'stage' ? [line.stage] : []));
    if (!now) return rows.flatMap((stage) => this.board.byStage[stage])[0] ?? null;
    const row = this.board.byStage[now.stage];
    if (step === 'left' || step === 'right') return row[row.indexOf(now) + (step === 'left' ? -1 : 1)] ?? null;
    const down = step === 'down' ? 1 : -1;
    for (let i = rows.indexOf(now.stage) + down; i >= 0 && i < rows.length; i += down) {
      const near = [...this.board.byStage[rows[i]]].sort((a, b) => Math.abs(a.first - now.first) - Math.abs(b.first - now.first))[0];
      if (near) return near;
    }
    return null;
  }

  forgetLooks(): void {
    this.looks = null;
  }

  draw(canvas: HTMLCanvasElement, upper: HTMLCanvasElement): void {
    const context = canvas.getContext('2d', { alpha: false });
    const above = upper.getContext('2d', { alpha: false });
    if (!context || !above) return;
    if (!canvas.width || !canvas.height) return;
    const ratio = canvas.width / this.view.width;
    this.looks ??= readLooks(context, ratio);
    const axis = axisOf(this.view, this.language);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    above.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(context, {
      board: this.board, layout: this.layout, view: this.view, axis, looks: this.looks,
      plan: null, proposal: null, freeze: null,
      selected: new Set(this.current === null ? [] : [this.current]), current: this.current,
      ghosts: [], blocked: new Set(), clashes: false, found: this.found, marquee: null,
      label: (bar) => labelOf(this.board, bar), badge: () => '',
    });
    paintAxis(above, axis, this.view, this.looks, this.board.today);
    this.painted++;
  }
}

export { AXIS };
