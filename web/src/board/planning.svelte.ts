// The plan beside the ledger: which one is drawn, a new one around what stands, and its proposal.

import { ask } from '../api/client';
import { begin, hasEnded, type Job } from '../api/jobs';
import { ledger } from '../shell/ledger.svelte';
import { plans } from '../shell/plan.svelte';
import { shell } from '../shell/shell.svelte';
import { toIso } from './days';
import { PLANNED } from './model';
import { PlanLayer, type PlanChanges, type PlanFeed } from './plan';

export type Panel = 'around' | 'proposal' | 'enter' | null;

const PLAN = 'plan.json';

class Planning {
  panel = $state<Panel>(null);
  /** The plan that is drawn. */
  feed = $state.raw<PlanFeed | null>(null);
  running = $state.raw<Job | null>(null);
  changes = $state.raw<PlanChanges | null>(null);
  failed = $state('');
  private asked = 0;
  private base: string | null = null;

  /** Draw the plan of a job, with its marks as the ledger stands now; late answers are dropped. */
  async draw(job: string | null): Promise<void> {
    const number = ++this.asked;
    try {
      const feed = job === null ? null : await ask<PlanFeed>(`/jobs/${job}/board`);
      const { control } = ledger;
      if (number !== this.asked || !control) return;
      this.feed = feed;
      control.put(feed && new PlanLayer(control.board, feed, shell.t('board.location')));
      this.failed = '';
    } catch (error) {
      this.failed = shell.why(error);
    }
  }

  /** What would be kept: chosen reservations, and what begins before the freeze line. */
  kept(): { chosen: string[]; firm: number; frozen: number } {
    const { control } = ledger;
    if (!control) return { chosen: [], firm: 0, frozen: 0 };
    const bars = [...control.board.bars.values()];
    const freeze = control.freeze;
    return {
      chosen: [...control.selected].filter((id) => {
        const bar = control.board.bars.get(id);
        return bar && bar.state !== PLANNED && bar.state < 2;
      }),
      firm: bars.filter((bar) => bar.state >= 2).length,
      frozen: freeze === null ? 0 : bars.filter((bar) => bar.state < 2 && bar.rank === 1 && bar.first < freeze).length,
    };
  }

  /** Plan anew around what is firm, chosen, or begins before the freeze line. */
  async around(seconds: number): Promise<void> {
    const freeze = ledger.control?.freeze ?? null;
    this.base = plans.job?.id ?? null;
    const asked = {
      kind: 'plan', seconds, ledger: true, now: this.base !== null, keep: this.kept().chosen,
      lang: shell.language,
      ...(freeze === null ? {} : { freeze: toIso(freeze) }), ...(this.base ? { base: this.base } : {}),
    };
    try {
      if (shell.project) this.running = await begin(shell.project, asked);
      this.failed = '';
    } catch (error) {
      this.failed = shell.why(error);
    }
  }

  /** A job has ended, or was ended: what it found so far is proposed. */
  async ended(job: Job): Promise<void> {
    if (this.running?.id !== job.id || !hasEnded(job)) return;
    this.running = null;
    const made = job.files.some((file) => file.name === PLAN);
    if (!made) {
      this.failed = job.failure?.message ?? shell.t('board.around.nothing');
      return;
    }
    await this.propose(job.id);
  }

  private async propose(job: string): Promise<void> {
    const { control } = ledger;
    if (!control) return;
    try {
      if (this.base) this.changes = await ask<PlanChanges>(`/jobs/${job}/changes?since=${this.base}`);
      await plans.read();
      plans.chosen = this.base ?? job;
      if (control.layer === 'reservations') control.show('both');
      await this.draw(job);
      control.propose(this.changes);
      this.panel = this.changes ? 'proposal' : null;
      if (!this.changes) plans.chosen = job;
    } catch (error) {
      this.failed = shell.why(error);
    }
  }

  /** The proposal becomes the plan that one looks at; it can then be entered. */
  accept(): void {
    const job = this.changes?.after.job ?? null;
    this.close();
    plans.chosen = job;
    shell.tell(shell.t('board.proposal.accepted'));
  }

  drop(): void {
    const job = this.changes?.before.job ?? null;
    this.close();
    plans.chosen = job;
    void this.draw(job);
    shell.tell(shell.t('board.proposal.dropped'));
  }

  private close(): void {
    this.changes = null;
    this.panel = null;
    ledger.control?.propose(null);
  }
}

export const planning = new Planning();
