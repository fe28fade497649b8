// Which bars are chosen, which is the current one, and which were looked for.

import { ALL, fits, isOpen, type Filter } from './filter';
import type { Bar } from './model';
import { Sight } from './sight';
import { revealing } from './view';

export type Step = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

export class Choice extends Sight {
  selected = new Set<string>();
  current: string | null = null;
  /** Bars that were looked for; null: all. */
  found: Set<string> | null = null;
  filter: Filter = ALL;

  seek(filter: Filter): void {
    this.filter = filter;
    this.found = isOpen(filter)
      ? null
      : new Set([...this.shown()].filter((bar) => fits(this.board, bar, filter)).map((bar) => bar.id));
    this.hooks.painted();
    this.hooks.changed();
  }

  choose(id: string | null, more = false): void {
    if (!more) this.selected.clear();
    if (id !== null) {
      if (more && this.selected.has(id)) this.selected.delete(id);
      else this.selected.add(id);
    }
    this.current = id;
    this.hooks.painted();
    this.hooks.changed();
  }

  chooseAll(bars: Bar[]): void {
    this.selected = new Set(bars.map((bar) => bar.id));
    this.current = bars[0]?.id ?? null;
    this.hooks.painted();
    this.hooks.changed();
  }

  /** Make a bar the current one and bring it in sight. */
  visit(bar: Bar): void {
    this.current = bar.id;
    this.selected = new Set([bar.id]);
    const top = this.layout.topOf(bar);
    if (top !== null) {
      this.look(revealing(this.view, bar.first, bar.last, top - 6, this.layout.lane + 12, this.layout.full));
    }
    this.hooks.painted();
    this.hooks.changed();
  }

  /** The bar beside the current one: along its row, or on the row above or below. */
  neighbour(step: Step): Bar | null {
    const now = this.bar(this.current);
    const rows = this.layout.lines.flatMap((line) => (line.kind === 'stage' ? [line.stage] : []));
    const of = (stage: number): Bar[] =>
      this.layout.parts(stage).flatMap((part) => part.bars).filter((bar) => this.found === null || this.found.has(bar.id));
    if (!now) return rows.flatMap(of)[0] ?? null;
    const row = of(now.stage);
    const at = row.indexOf(now);
    if (step === 'left' || step === 'right') return row[at + (step === 'left' ? -1 : 1)] ?? null;
    if (step === 'first') return row[0] ?? null;
    if (step === 'last') return row[row.length - 1] ?? null;
    const down = step === 'down' ? 1 : -1;
    for (let i = rows.indexOf(now.stage) + down; i >= 0 && i < rows.length; i += down) {
      const near = of(rows[i]).sort((a, b) => Math.abs(a.first - now.first) - Math.abs(b.first - now.first))[0];
      if (near) return near;
    }
    return null;
  }

  /** Forget what is no longer there. */
  protected forget(): void {
    for (const id of this.selected) if (!this.bar(id)) this.selected.delete(id);
    if (!this.bar(this.current)) this.current = null;
  }
}
