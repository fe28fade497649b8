// A bar, or several, picked up: where they would lie, what they would meet, what the service says.

import { conflictOf, hard, any, NONE, type Conflict } from './conflicts';
import type { Layout } from './layout';
import { resized, shifted, type Bar, type Board, type Outcome } from './model';
import { rehearse } from './moves';
import type { Zone } from './hit';

const PATIENCE_MS = 150;

export interface Answer {
  done: boolean;
  code: string;
  says: string;
  rank: number;
}

export class Carry {
  days = 0;
  stage: number;
  ghosts: Bar[];
  conflict: Conflict = NONE;
  /** What the service says of this very place; null: not asked yet, or it has not answered. */
  answer: Answer | null = null;
  private timer = 0;
  private number = 0;
  private over = false;

  constructor(
    private readonly board: Board,
    private readonly layout: Layout,
    readonly bars: Bar[],
    public zone: Zone,
    readonly byKeys: boolean,
    private readonly freeze: number | null,
    private readonly changed: (answered: boolean) => void,
  ) {
    this.stage = bars[0].stage;
    this.ghosts = bars;
    this.conflict = { ...NONE, frozen: bars.some((bar) => freeze !== null && bar.first < freeze) };
  }

  get moved(): boolean {
    return this.days !== 0 || this.stage !== this.bars[0].stage;
  }

  get clashes(): boolean {
    if (this.conflict.frozen) return true;
    return this.answer ? !this.answer.done : hard(this.conflict);
  }

  get warns(): boolean {
    return any(this.conflict);
  }

  /** Carry them so many days from where they were taken, perhaps over another stage. */
  to(days: number, stage: number): void {
    if (this.bars.length > 1 || this.zone !== 'body') stage = this.bars[0].stage;
    if (days === this.days && stage === this.stage) return;
    this.days = days;
    this.stage = stage;
    this.answer = null;
    this.ghosts = this.bars.map((bar) => this.at(bar));
    this.conflict = this.met();
    this.number++;
    clearTimeout(this.timer);
    if (this.moved) this.timer = setTimeout(() => void this.check(), PATIENCE_MS);
    this.changed(false);
  }

  /** Ask the service about the first that it would refuse; late answers are dropped. */
  async check(): Promise<void> {
    const asked = this.number;
    let answer: Answer | null = null;
    for (let i = 0; i < this.bars.length && (answer === null || answer.done); i++) {
      try {
        answer = read(await rehearse(this.board, this.bars[i], this.ghosts[i]), this.bars[i].id);
      } catch {
        return;
      }
      if (asked !== this.number || this.over) return;
    }
    this.answer = answer;
    this.changed(true);
  }

  end(): void {
    this.over = true;
    clearTimeout(this.timer);
  }

  private at(bar: Bar): Bar {
    if (this.zone !== 'body') return resized(bar, this.zone, this.days);
    return shifted(bar, this.days, this.bars.length === 1 ? this.stage : bar.stage);
  }

  private met(): Conflict {
    const besides = new Set(this.bars.map((bar) => bar.id));
    const all = this.ghosts.map((bar) =>
      conflictOf(bar, this.board.stages[bar.stage], this.layout.packed[bar.stage], this.board.today, besides, this.freeze),
    );
    const begun = this.bars.some((bar) => this.freeze !== null && bar.first < this.freeze);
    return {
      bars: all.flatMap((each) => each.bars),
      closures: all.flatMap((each) => each.closures),
      outside: all.some((each) => each.outside),
      past: all.some((each) => each.past),
      frozen: begun || all.some((each) => each.frozen),
    };
  }
}

function read(outcome: Outcome, id: string): Answer {
  const after = outcome.changes.map((each) => each.after);
  const own = after.find((each) => each.id === id) ?? after.find((each) => each.id === outcome.command);
  return { done: outcome.done, code: outcome.code, says: outcome.says, rank: own?.rank ?? 0 };
}
