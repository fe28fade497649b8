// Everything that can be done with the board: carry, move, confirm …, undo; knows no DOM.

import { Refusal } from '../api/client';
import { refusal, t, type Key } from '../words';
import { Carry } from './carry';
import { Choice } from './choice';
import { longDay } from './days';
import type { Zone } from './hit';
import type { Rect } from './layout';
import { PLANNED, type Bar, type Outcome, type Reservation } from './model';
import * as moves from './moves';
import type { PlanChanges } from './plan';
import { conflictWords, labelOf, sentence } from './speak';

export class Control extends Choice {
  carry: Carry | null = null;
  marquee: Rect | null = null;
  busy = false;
  /** What begins before this day stays; null: nothing is frozen. */
  freeze: number | null = null;
  /** A plan that is proposed, beside the one before it. */
  proposal: PlanChanges | null = null;
  readonly done: moves.Step[] = [];
  readonly undone: moves.Step[] = [];

  freezeAt(day: number | null): void {
    this.freeze = day;
    this.hooks.painted();
    this.hooks.changed();
  }

  propose(changes: PlanChanges | null): void {
    this.proposal = changes;
    this.hooks.painted();
    this.hooks.changed();
  }

  /** Whether somebody may carry a bar: the ledger keeps it, and takes holds for its stage. */
  canTake(bar: Bar): boolean {
    return bar.state !== PLANNED && this.board.stages[bar.stage].open;
  }

  /** Take up a bar, with all others that are selected. */
  take(bar: Bar, zone: Zone, byKeys: boolean): void {
    const several = zone === 'body' && this.selected.has(bar.id) && this.selected.size > 1;
    const others = several ? [...this.selected].filter((id) => id !== bar.id) : [];
    const bars = [bar, ...others.map((id) => this.board.bars.get(id)!).filter(Boolean)];
    this.carry = new Carry(this.board, this.layout, bars, zone, byKeys, this.freeze, (answered) => {
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
    if (carry.bars.length > 1) lines.push(t(language, 'board.carried', { n: carry.bars.length }));
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
    if (carry.conflict.frozen) {
      this.hooks.tell(t(this.language, 'move.refused', { why: t(this.language, 'board.frozen') }), true);
      return;
    }
    const before = carry.bars;
    carry.ghosts.forEach((ghost) => this.laid(ghost));
    await this.together(async () => {
      const keys: string[] = [];
      try {
        for (let i = 0; i < before.length; i++) {
          keys.push(await moves.move(this.board, before[i], carry.ghosts[i], (told) => this.took(told)));
        }
      } catch (error) {
        // What has been moved is put back, so that all are moved or none.
        before.filter((bar) => this.board.bars.get(bar.id)?.version === bar.version).forEach((bar) => this.laid(bar));
        if (keys.length) await moves.undo(keys, (told) => this.took(told)).catch(() => undefined);
        throw error;
      }
      this.remember({ keys });
      // What came to another stage is a new entry there, named by the command.
      const now = before.map((bar, i) => this.board.bars.get(bar.id) ?? this.board.bars.get(keys[i])).filter((bar) => bar !== undefined);
      if (now.length) {
        this.chooseAll(now);
        const label = now.length > 1 ? t(this.language, 'board.carried', { n: now.length }) : sentence(this.language, this.board, now[0]);
        this.hooks.tell(t(this.language, 'move.done', { label }), false);
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

  /** Anything else that is one command of the ledger, such as a plan that is entered. */
  async command(ask: () => Promise<Outcome>, word: string): Promise<Outcome | null> {
    let answer: Outcome | null = null;
    await this.together(async () => {
      answer = await ask();
      this.took(answer);
      this.remember({ keys: [answer.command] });
      this.hooks.tell(word, false);
    }, 'act.refused', word);
    return answer;
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

  private laid(bar: Bar): void {
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
    this.forget();
    this.look(this.view);
    this.hooks.changed();
  }
}
