// Two canvases, the axis and the rows: sized, and painted once a frame when something has changed.

import { axisOf } from './axis';
import type { Control } from './control';
import { AXIS, paint, paintAxis } from './draw';
import { readLooks, type Looks } from './looks';
import { PLANNED, type Bar } from './model';
import type { Scene } from './scene';
import { labelOf } from './speak';
import { t } from '../words';

const MOST_TIMES = 2_000;

export class Painter {
  /** Milliseconds of script that each painting took, the last ones. */
  readonly times: number[] = [];
  painted = 0;
  private looks: Looks | null = null;
  private waiting = 0;

  constructor(
    private readonly axis: HTMLCanvasElement,
    private readonly rows: HTMLCanvasElement,
    private readonly control: () => Control | null,
    private readonly done: () => void,
  ) {}

  get idle(): boolean {
    return this.waiting === 0;
  }

  schedule(): void {
    if (!this.waiting) this.waiting = requestAnimationFrame(() => this.draw());
  }

  /** Colours may have changed: read them anew. */
  restyle(): void {
    this.looks = null;
    this.schedule();
  }

  size(width: number, full: number): void {
    const ratio = window.devicePixelRatio || 1;
    const height = Math.max(80, full - AXIS);
    for (const [each, high] of [[this.rows, height], [this.axis, AXIS]] as const) {
      each.width = Math.round(width * ratio);
      each.height = Math.round(high * ratio);
      each.style.width = `${width}px`;
      each.style.height = `${high}px`;
    }
    this.looks = null;
    this.control()?.size(width, height);
    this.schedule();
  }

  stop(): void {
    cancelAnimationFrame(this.waiting);
    this.waiting = 0;
  }

  private draw(): void {
    this.waiting = 0;
    const context = this.rows.getContext('2d', { alpha: false });
    const upper = this.axis.getContext('2d', { alpha: false });
    const control = this.control();
    if (!context || !upper || !control) return;
    const begun = performance.now();
    const ratio = window.devicePixelRatio || 1;
    this.looks ??= readLooks(context, ratio);
    const axis = axisOf(control.view, control.language);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    upper.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(context, sceneOf(control, axis, this.looks));
    paintAxis(upper, axis, control.view, this.looks, control.board.today);
    this.times.push(performance.now() - begun);
    if (this.times.length > MOST_TIMES) this.times.splice(0, MOST_TIMES / 2);
    if (!this.painted) performance.measure('kachinko-paint', 'kachinko-data');
    this.painted++;
    this.done();
  }
}

function sceneOf(at: Control, axis: Scene['axis'], looks: Looks): Scene {
  const { carry, plan } = at;
  const both = at.layer !== 'reservations';
  return {
    board: at.board, layout: at.layout, view: at.view, axis, looks, plan, proposal: at.proposal, freeze: at.freeze,
    selected: at.selected, current: at.current,
    ghosts: carry?.moved ? carry.ghosts : [],
    blocked: new Set(carry?.moved ? carry.conflict.bars.map((bar) => bar.id) : []),
    clashes: carry?.clashes ?? false,
    found: at.found, marquee: at.marquee,
    label: (bar: Bar) => labelOf(at.board, bar),
    badge: (bar: Bar) => {
      if (bar.state === PLANNED) return { same: '', moved: '↔ ', missing: '+ ' }[plan?.stands.get(bar.id)?.stands ?? 'same'];
      const stray = both && plan?.strays.has(bar.id) ? '≠ ' : '';
      return stray + (bar.state === 1 ? '! ' : '') + (bar.rank > 1 ? t(at.language, 'rank.badge', { n: bar.rank }) : '');
    },
  };
}
