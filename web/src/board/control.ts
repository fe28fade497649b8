// The board's state and everything that can be done with it; knows no DOM but the frame clock.

import { Refusal } from '../api/client';
import { Carry } from './carry';
import { longDay } from './days';
import { rectOf, type Zone } from './hit';
import { HEAD, Layout, padOf, SMALL, type Rect } from './layout';
import type { Bar, Board, Outcome, Reservation } from './model';
import * as moves from './moves';
import { conflictWords, labelOf, sentence } from './speak';
import { across, panned, revealing, zoomed, type View } from './view';
import { countryIn, refusal, t, type Key, type Language } from '../words';

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

export class Control {
  readonly layout: Layout;
  view: View;
  selected = new Set<string>();
  current: string | null = null;
  carry: Carry | null = null;
  marquee: Rect | null = null;
  found: Set<string> | null = null;
  busy = false;
  readonly done: moves.Step[] = [];
  readonly undone: moves.Step[] = [];
  private readonly folded = new Set<string>();
  private lane = TALL;

  constructor(readonly board: Board, public language: Language, private readonly hooks: Hooks) {
    this.layout = new Layout(board, this.lane, this.folded, (code) => countryIn(this.language, code));
    this.view = { t0: board.today, scale: 2, top: 0, width: 800, height: 400 };
  }

  // What is in sight

  look(view: View): void {
    this.view = panned(view, 0, 0, this.layout.full);
    this.hooks.painted();
  }

  size(width: number, height: number): void {
    const first = this.view.width === 800 && this.view.height === 400;
    this.look({ ...this.view, width, height });
    if (first) this.all();
  }

  pan(dx: number, dy: number): void {
    this.look(panned(this.view, dx, dy, this.layout.full));
  }

  zoom(x: number, factor: number): void {
    this.look(zoomed(this.view, x, factor));
    this.hooks.changed();
  }

  /** All bars, with a little room on both sides; without any, a year from today. */
  all(): void {
    let first = Infinity;
    let last = -Infinity;
    for (const bar of this.board.bars.values()) {
      first = Math.min(first, bar.first);
      last = Math.max(last, bar.last);
    }
    if (first > last) [first, last] = [this.board.today, this.board.today + 365];
    const room = Math.max(3, (last - first) * 0.02);
    this.look(across(this.view, first - room, last + room));
    this.hooks.changed();
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

  private arrange(): void {
    this.layout.arrange();
    this.look(this.view);
    this.hooks.changed();
  }

  translate(language: Language): void {
    this.language = language;
    this.arrange();
  }

  rect(id: string): Rect | null {
    const bar = this.board.bars.get(id);
    return bar ? rectOf(this.view, this.layout, bar) : null;
  }

  search(text: string): void {
    const words = text.trim().toLowerCase();
    this.found = words ? new Set([...this.board.bars.values()].filter((bar) => this.says(bar, words)).map((bar) => bar.id)) : null;
    this.hooks.painted();
    this.hooks.changed();
  }

  private says(bar: Bar, words: string): boolean {
    const { board } = this;
    const text = `${labelOf(board, bar)} ${board.holders[bar.holder]} ${board.stages[bar.stage].name} ${bar.id}`;
    return text.toLowerCase().includes(words);
  }

  // Choosing

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
  neighbour(step: 'left' | 'right' | 'up' | 'down' | 'first' | 'last'): Bar | null {
    const now = this.current === null ? undefined : this.board.bars.get(this.current);
    const rows = this.layout.lines.flatMap((line) => (line.kind === 'stage' ? [line.stage] : []));
    const fits = (bar: Bar): boolean => this.found === null || this.found.has(bar.id);
    const of = (stage: number): Bar[] => this.board.byStage[stage].filter(fits);
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

  // Moving

  /** Take up a bar, with all others that are selected. */
  take(bar: Bar, zone: Zone, byKeys: boolean): void {
    const several = zone === 'body' && this.selected.has(bar.id) && this.selected.size > 1;
    const others = several ? [...this.selected].filter((id) => id !== bar.id) : [];
    const bars = [bar, ...others.map((id) => this.board.bars.get(id)!).filter(Boolean)];
    this.carry = new Carry(this.board, this.layout, bars, zone, byKeys, (answered) => {
      if (answered && byKeys) this.hooks.say(this.carried().slice(-1)[0]);
      this.hooks.painted();
      this.hooks.changed();
    });
    if (byKeys) this.hooks.say(t(this.language, 'move.picked', { label: labelOf(this.board, bar) }));
    this.hooks.changed();
  }

  /** Where what is carried would lie and what it would meet, in words. */
  carried(): string[] {
    const { carry, language } = this;
    if (!carry) return [];
    const ghost = carry.ghosts[0];
    const days = { from: longDay(ghost.first, language), to: longDay(ghost.last, language) };
    const stage = this.board.stages[ghost.stage].name;
    const elsewhere = ghost.stage !== carry.bars[0].stage;
    const lines = [t(language, elsewhere ? 'move.to' : 'move.days', { ...days, stage })];
    lines.push(...conflictWords(language, this.board, carry.conflict));
    if (carry.answer) lines.push(this.answered(carry));
    else if (!carry.warns) lines.push(t(language, carry.moved ? 'move.checking' : 'move.free'));
    return lines;
  }

  private answered({ answer, bars }: Carry): string {
    if (!answer) return '';
    if (!answer.done) return refusal(this.language, answer.code, answer.says);
    if (bars[0].state > 1) return t(this.language, 'move.firm');
    return t(this.language, 'move.rank', { n: answer.rank || bars[0].rank });
  }

  putBack(): void {
    const moved = this.carry?.moved || this.carry?.byKeys;
    this.carry?.end();
    this.carry = null;
    if (moved) this.hooks.say(t(this.language, 'move.back'));
    this.hooks.painted();
    this.hooks.changed();
  }

  /** Let go: shown at once, asked of the service, and put back where it says no. */
  async drop(): Promise<void> {
    const { carry } = this;
    if (!carry) return;
    carry.end();
    this.carry = null;
    this.hooks.changed();
    this.hooks.painted();
    if (!carry.moved) return;
    if (carry.bars[0].stage !== carry.stage && carry.bars[0].state > 1) {
      this.hooks.tell(t(this.language, 'move.refused', { why: t(this.language, 'move.firm.stage') }), true);
      return;
    }
    const before = carry.bars;
    carry.ghosts.forEach((ghost) => this.show(ghost));
    await this.together(async () => {
      const keys: string[] = [];
      try {
        for (let i = 0; i < before.length; i++) {
          keys.push(...(await moves.move(this.board, before[i], carry.ghosts[i], (told) => this.took(told))));
        }
      } catch (error) {
        // What has been moved is put back, so that all are moved or none.
        before.filter((bar) => this.board.bars.get(bar.id)?.version === bar.version).forEach((bar) => this.show(bar));
        if (keys.length) await moves.undo(keys, (told) => this.took(told)).catch(() => undefined);
        throw error;
      }
      this.remember({ keys });
      const bar = this.board.bars.get(before[0].id) ?? this.board.bars.get(keys[0]);
      if (bar) {
        this.current = bar.id;
        this.hooks.tell(t(this.language, 'move.done', { label: sentence(this.language, this.board, bar) }), false);
      }
    }, 'move.refused');
  }

  /** Confirm, release, challenge … the current bar. */
  async act(what: moves.Act): Promise<void> {
    const bar = this.current === null ? undefined : this.board.bars.get(this.current);
    if (!bar) return;
    const word = t(this.language, `act.${what}` as Key);
    await this.together(async () => {
      this.remember({ keys: [await moves.act(bar, what, (told) => this.took(told))] });
      this.hooks.tell(t(this.language, 'act.done', { what: word, label: labelOf(this.board, bar) }), false);
    }, 'act.refused', word);
  }

  undo(): Promise<void> {
    return this.back(this.done, this.undone, 'move.undone');
  }

  redo(): Promise<void> {
    return this.back(this.undone, this.done, 'move.redone');
  }

  private async back(from: moves.Step[], to: moves.Step[], word: Key): Promise<void> {
    const step = from.pop();
    if (!step) {
      this.hooks.say(t(this.language, 'move.nothing'));
      return;
    }
    await this.together(async () => {
      to.push({ keys: await moves.undo(step.keys, (told) => this.took(told)) });
      this.hooks.tell(t(this.language, word), false);
    }, 'move.refused');
  }

  private remember(step: moves.Step): void {
    this.done.push(step);
    this.undone.length = 0;
  }

  private async together(work: () => Promise<void>, refused: Key, what = ''): Promise<void> {
    this.busy = true;
    this.hooks.changed();
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const why = refusal(this.language, error.problem.code, error.message);
      this.hooks.tell(t(this.language, refused, { why, what }), true);
    } finally {
      this.busy = false;
      this.hooks.painted();
      this.hooks.changed();
    }
  }

  private show(bar: Bar): void {
    const old = this.board.bars.get(bar.id);
    this.board.replace(bar);
    this.repack(new Set([bar.stage, old?.stage ?? bar.stage]));
  }

  private took(outcome: Outcome): void {
    this.heard(outcome.changes.map((each) => each.after));
  }

  /** Take what has happened, here or elsewhere. */
  heard(changed: Reservation[]): void {
    this.repack(new Set(changed.flatMap((each) => this.board.put(each))));
  }

  private repack(stages: Set<number>): void {
    if (!stages.size) return;
    this.layout.repack(stages);
    for (const id of this.selected) if (!this.board.bars.has(id)) this.selected.delete(id);
    if (this.current !== null && !this.board.bars.has(this.current)) this.current = null;
    this.look(this.view);
    this.hooks.changed();
  }
}
