// The plan that views look at: the newest of the project, unless another was chosen.

import { ask } from '../api/client';
import type { Job } from '../api/jobs';
import { shell } from './shell.svelte';

class Plans {
  /** Jobs of the project that ended with a plan, the newest first. */
  jobs = $state.raw<Job[]>([]);
  chosen = $state<string | null>(null);

  get job(): Job | null {
    return this.jobs.find((each) => each.id === this.chosen) ?? this.jobs[0] ?? null;
  }

  /** Read which plans the project has. */
  async read(): Promise<void> {
    const { items } = await ask<{ items: Job[] }>('/jobs?limit=500');
    // One that was ended early has left the best that it had found.
    const made = (job: Job): boolean => (job.kind === 'plan' || job.kind === 'repair') && Boolean(job.plan);
    const ended = (job: Job): boolean => job.state === 'done' || job.state === 'cancelled';
    this.jobs = items.filter((job) => job.project === shell.project && ended(job) && made(job));
  }

  /** The plan as it is kept (kachinko-plan/1), its sentences in the language that was chosen. */
  async document<T>(): Promise<T | null> {
    return this.job ? ask<T>(`/jobs/${this.job.id}/plan?lang=${shell.language}`) : null;
  }
}

export const plans = new Plans();
