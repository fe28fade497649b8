// Why titles are left out, and remedies that are tried: long work on the service, kept with the plan.

import { ask, Refusal } from '../api/client';
import { begin, hasEnded, type Job } from '../api/jobs';
import { plans } from '../shell/plan.svelte';
import { shell } from '../shell/shell.svelte';
import type { Explanation, Remedy } from './reasons';
import { slate } from './store.svelte';

const EXPLAIN_SECONDS = 90;
const TRY_SECONDS = 20;
const MOST_READ = 20;

export interface TrialResult {
  title: string;
  admitted: boolean;
  currency: string;
  value_before: number;
  value_after: number;
  cost_before: number | string | null;
  cost_after: number | string | null;
  changes: string[];
  items: { title: string; item: string; before: Placed; after: Placed; shoot_later_days: number }[];
  titles: { title: string; what: string; places: Record<string, Placed> }[];
}

export interface Placed {
  stage: string | null;
  shoot?: { from: string; to: string };
  [phase: string]: unknown;
}

/** A file of a job; null where it made none. */
async function read<T>(job: Job, name: string): Promise<T | null> {
  try {
    return await ask<T>(`/jobs/${job.id}/files/${name}`);
  } catch (error) {
    if (error instanceof Refusal && error.problem.status === 404) return null;
    throw error;
  }
}

class Explaining {
  /** The newest job that explains the plan; null: none yet. */
  job = $state.raw<Job | null>(null);
  found = $state.raw<Map<string, Explanation>>(new Map());
  /** Trials by title and changes, the newest of each. */
  trials = $state.raw<Map<string, Job>>(new Map());
  results = $state.raw<Map<string, TrialResult>>(new Map());
  private plan: string | null = null;

  /** Read what is known of the plan that is looked at. */
  async read(): Promise<void> {
    const plan = plans.job;
    if (plan?.id !== this.plan) {
      this.plan = plan?.id ?? null;
      this.job = null;
      this.found = new Map();
      this.trials = new Map();
    }
    if (!plan || !shell.project) return;
    const { items } = await ask<{ items: Job[] }>(`/jobs?project=${encodeURIComponent(shell.project)}&limit=500`);
    const ours = items.filter((job) => job.asked.base === plan.id);
    this.job = ours.find((job) => job.kind === 'explain' && job.state !== 'failed') ?? null;
    // The newest come first, so that the last of a name is its oldest.
    this.trials = new Map(ours.filter((job) => job.kind === 'trial').reverse().map((job) => [trialKey(String(job.asked.title), job.asked.changes as string[]), job]));
    const found = new Map<string, Explanation>();
    // The newest come first; what an older one says of a title is replaced by a newer one.
    for (const job of ours.filter((each) => each.kind === 'explain' && hasEnded(each)).slice(0, MOST_READ).reverse()) {
      const told = await read<{ explanations: Explanation[] }>(job, `explain.json?lang=${shell.language}`);
      for (const each of told?.explanations ?? []) if (each.title) found.set(each.title, each);
    }
    this.found = found;
    for (const job of this.trials.values()) await this.ended(job);
  }

  async explain(titles: string[] = []): Promise<void> {
    if (!plans.job || !shell.project) return;
    try {
      this.job = await begin(shell.project, { kind: 'explain', base: plans.job.id, titles, seconds: EXPLAIN_SECONDS, lang: shell.language });
    } catch (error) {
      shell.tell(shell.why(error), true);
    }
  }

  async attempt(title: string, remedy: Remedy): Promise<void> {
    if (!plans.job || !shell.project) return;
    try {
      const asked = { kind: 'trial', base: plans.job.id, now: true, title, changes: remedy.changes, seconds: TRY_SECONDS };
      const job = await begin(shell.project, asked);
      this.trials = new Map(this.trials).set(trialKey(title, remedy.changes), job);
    } catch (error) {
      shell.tell(shell.why(error), true);
    }
  }

  /** A trial has gone on; what it found is read when it has ended. */
  async ended(job: Job): Promise<void> {
    this.trials = new Map(this.trials).set(trialKey(String(job.asked.title), job.asked.changes as string[]), job);
    if (!hasEnded(job) || this.results.has(job.id)) return;
    const result = await read<TrialResult>(job, 'trial.json');
    if (result) this.results = new Map(this.results).set(job.id, result);
  }

  drop(title: string, remedy: Remedy): void {
    const trials = new Map(this.trials);
    trials.delete(trialKey(title, remedy.changes));
    this.trials = trials;
  }

  /** Take over what a trial changed: the project at the version that is looked at, and its plan. */
  async adopt(job: Job): Promise<void> {
    await ask(`/jobs/${job.id}/adopt`, { method: 'POST', seen: slate.version });
    await slate.again();
    await this.read();
  }
}

export function trialKey(title: string, changes: string[]): string {
  return JSON.stringify([title, ...changes]);
}

export const explaining = new Explaining();
