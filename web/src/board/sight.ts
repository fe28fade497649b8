// What of the board is in sight: days across, rows down, which layers, how tall; no DOM.

import { rectOf } from './hit';
import { HEAD, Layout, NO_COUNTRY, padOf, SMALL, type Layer, type Rect } from './layout';
import type { Bar, Board } from './model';
import type { PlanLayer } from './plan';
import { across, panned, zoomed, type View } from './view';
import { countryIn, t, type Language } from '../words';

export const TALL = 28;
export const LOW = 13;

export interface Hooks {
  /** Something that the page shows beside the canvas has changed. */
  changed: () => void;
  /** The canvas is to be painted. */
  painted: () => void;
  /** To be spoken. */
  say: (text: string) => void;
  /** To be shown for a while, and spoken. */
  tell: (text: string, bad: boolean) => void;
}

export class Sight {
  readonly layout: Layout;
  view: View;
  plan: PlanLayer | null = null;
  private readonly folded = new Set<string>();
  private lane = TALL;
  private sized = false;

  constructor(readonly board: Board, public language: Language, protected readonly hooks: Hooks) {
    this.layout = new Layout(board, this.lane, this.folded, (code) =>
      code === NO_COUNTRY ? t(this.language, 'board.location') : countryIn(this.language, code),
    );
    this.view = { t0: board.today, scale: 2, top: 0, width: 800, height: 400 };
  }

  /** Look at it as at an older board that was read again: the same days, rows and folds. */
  like(older: Sight): void {
    this.lane = older.lane;
    this.layout.lane = older.layout.lane;
    this.layout.layer = older.layout.layer;
    older.folded.forEach((key) => this.folded.add(key));
    this.sized = older.sized;
    this.layout.arrange();
    this.look(older.view);
  }

  look(view: View): void {
    this.view = panned(view, 0, 0, this.layout.full);
    this.hooks.painted();
  }

  size(width: number, height: number): void {
    this.look({ ...this.view, width, height });
    if (this.lane === 0) this.rows(0);
    if (!this.sized) this.all();
    this.sized = true;
  }

  pan(dx: number, dy: number): void {
    this.look(panned(this.view, dx, dy, this.layout.full));
  }

  zoom(x: number, factor: number): void {
    this.look(zoomed(this.view, x, factor));
    this.hooks.changed();
  }

  /** All bars that are shown, with a little room on both sides; without any, a year from today. */
  all(): void {
    let first = Infinity;
    let last = -Infinity;
    for (const bar of this.shown()) {
      first = Math.min(first, bar.first);
      last = Math.max(last, bar.last);
    }
    if (first > last) [first, last] = [this.board.today, this.board.today + 365];
    const room = Math.max(3, (last - first) * 0.02);
    this.look(across(this.view, first - room, last + room));
    this.hooks.changed();
  }

  /** Bars of all layers that are shown. */
  *shown(): Iterable<Bar> {
    if (this.layout.layer !== 'plan') yield* this.board.bars.values();
    if (this.layout.layer !== 'reservations' && this.plan) yield* this.plan.bars.values();
  }

  /** A bar by its id, of whichever layer. */
  bar(id: string | null): Bar | null {
    if (id === null) return null;
    return this.board.bars.get(id) ?? this.plan?.bars.get(id) ?? null;
  }

  today(): void {
    this.look({ ...this.view, t0: this.board.today - this.view.width / this.view.scale / 4 });
    this.hooks.changed();
  }

  /** Height of a lane; 0: so that all rows are in sight. */
  rows(lane: number): void {
    this.lane = lane;
    if (lane === 0) {
      const rows = this.layout.lines.filter((line) => line.kind === 'stage');
      const lanes = rows.reduce((sum, line) => sum + line.lanes, 0);
      const heads = (this.layout.lines.length - rows.length) * HEAD;
      const fit = (pad: number): number => (this.view.height - heads - 2 * pad * rows.length) / Math.max(1, lanes);
      const large = Math.floor(fit(padOf(SMALL)));
      lane = Math.max(0.6, large >= SMALL ? Math.min(TALL, large) : Math.min(SMALL - 0.1, fit(padOf(0))));
    }
    this.layout.lane = lane;
    this.arrange();
  }

  get rowsNow(): number {
    return this.lane;
  }

  fold(key: string): void {
    if (!this.folded.delete(key)) this.folded.add(key);
    this.arrange();
  }

  get layer(): Layer {
    return this.layout.layer;
  }

  show(layer: Layer): void {
    this.layout.layer = layer;
    this.again();
  }

  /** Another plan, or none; shown where the layer of plans is. */
  put(plan: PlanLayer | null): void {
    this.plan = plan;
    this.layout.plan(plan);
    this.again();
  }

  translate(language: Language): void {
    this.language = language;
    this.arrange();
  }

  protected arrange(): void {
    this.layout.arrange();
    this.look(this.view);
    this.hooks.changed();
  }

  private again(): void {
    this.layout.arrange();
    if (this.lane === 0) this.rows(0);
    else this.arrange();
  }

  rect(id: string): Rect | null {
    const bar = this.bar(id);
    return bar ? rectOf(this.view, this.layout, bar) : null;
  }
}
