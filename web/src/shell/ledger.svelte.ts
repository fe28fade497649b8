// The ledger as it is seen here: read once, kept up to date by news, the same for every view.

import { ask, Refusal, type LedgerEvent } from '../api/client';
import { Control } from '../board/control';
import { Board, type Feed, type Reservation } from '../board/model';
import { news } from './news';
import { shell } from './shell.svelte';

/** News that come within so many milliseconds, such as a plan's, are taken together. */
const TOGETHER_MS = 30;

class Ledger {
  control = $state.raw<Control | null>(null);
  failed = $state('');
  /** Grows whenever something that a page shows of it has changed. */
  version = $state(0);
  /** Whether what is shown is the example. */
  example = $state(false);
  /** Painted and placed by the board, while that is shown. */
  paint: (() => void) | null = null;
  place: (() => void) | null = null;
  private told: Reservation[] = [];
  private telling = 0;
  private deaf: (() => void) | null = null;

  /** Read it, unless that has been done. */
  async open(): Promise<void> {
    if (!this.control) await this.read();
  }

  async read(): Promise<void> {
    this.failed = '';
    try {
      const feed = await ask<Feed>('/board');
      performance.mark('kachinko-data');
      const before = this.control;
      const control = new Control(new Board(feed), shell.language, {
        changed: () => {
          this.version++;
          this.place?.();
        },
        painted: () => this.paint?.(),
        say: (text) => shell.say(text),
        tell: (text, bad) => shell.tell(text, bad),
      });
      this.control = control;
      if (before) {
        control.like(before);
        control.freeze = before.freeze;
      }
      this.example = [...control.board.bars.keys()].some((id) => id.startsWith('example-'));
      this.deaf ??= news.hear((event) => this.hear(event));
      news.begin(feed.after);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.problem.status !== 401) this.failed = shell.why(error);
    }
  }

  private hear(event: LedgerEvent): void {
    const body = JSON.parse(event.body) as { after?: Reservation };
    if (event.kind === 'policy' && event.reservation === null) {
      void this.read();
      return;
    }
    if (!body.after?.id) return;
    this.told.push(body.after);
    this.telling ||= window.setTimeout(() => this.take(), TOGETHER_MS);
  }

  private take(): void {
    this.telling = 0;
    const all = this.told;
    this.told = [];
    // A stage that nobody has told of yet has a row only after everything is read anew.
    if (all.some((each) => (this.control?.board.row(each.stage) ?? 0) < 0)) void this.read();
    else this.control?.heard(all);
  }

  /** What the pages draw is theirs alone while they are open. */
  leave(): void {
    window.clearTimeout(this.telling);
    this.telling = 0;
    this.control = null;
    this.deaf?.();
    this.deaf = null;
    news.leave();
  }
}

export const ledger = new Ledger();
