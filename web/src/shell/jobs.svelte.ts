// The jobs of one's organisation, looked at often while some run; tells when one has ended.

import { ask } from '../api/client';
import { hasEnded, type Job } from '../api/jobs';
import type { Key } from '../words';
import { notices } from './notices.svelte';
import { plans } from './plan.svelte';
import { shell } from './shell.svelte';

const BUSY_MS = 2_000;
const IDLE_MS = 20_000;
const PAGE = 100;

class Jobs {
  items = $state.raw<Job[]>([]);
  next = $state<string | null>(null);
  private timer = 0;
  private open = new Set<string>();
  private first = true;

  get running(): Job[] {
    return this.items.filter((job) => !hasEnded(job));
  }

  /** Look now, and again from time to time. */
  async watch(): Promise<void> {
    window.clearTimeout(this.timer);
    try {
      await this.read();
    } catch {
      // Whoever waits for an answer hears of it elsewhere; here it is asked again.
    }
    this.timer = window.setTimeout(() => void this.watch(), this.running.length ? BUSY_MS : IDLE_MS);
  }

  leave(): void {
    window.clearTimeout(this.timer);
  }

  async more(): Promise<void> {
    if (!this.next) return;
    const page = await ask<{ items: Job[]; next: string | null }>(`/jobs?limit=${PAGE}&cursor=${encodeURIComponent(this.next)}`);
    this.items = [...this.items, ...page.items];
    this.next = page.next;
  }

  private async read(): Promise<void> {
    const page = await ask<{ items: Job[]; next: string | null }>(`/jobs?limit=${PAGE}`);
    const known = new Set(page.items.map((job) => job.id));
    this.items = [...page.items, ...this.items.filter((job) => !known.has(job.id))];
    if (this.first) this.next = page.next;
    this.first = false;
    for (const job of page.items) {
      if (hasEnded(job) && this.open.delete(job.id)) this.tell(job);
      else if (!hasEnded(job)) this.open.add(job.id);
    }
  }

  private tell(job: Job): void {
    const what = shell.t(`jobs.kind.${job.kind}` as Key);
    const project = shell.projects.find((each) => each.id === job.project)?.name ?? job.project;
    const text = shell.t(`jobs.ended.${job.state}` as Key, { what, project });
    notices.add({ text, bad: job.state === 'failed', at: Date.now(), to: `#/jobs/${job.id}` });
    if (job.kind === 'plan' || job.kind === 'repair') void plans.read().catch(() => undefined);
  }
}

export const jobs = new Jobs();
