// The planner's search for an order, followed while it runs; its board, counted as mine is.

import { ask } from '../api/client';
import { begin, end, fileOf, follow, hasEnded, type Job } from '../api/jobs';
import { shell } from '../shell/shell.svelte';
import type { BoardDay, Weighed } from './board';
import type { Point } from './curve';
import type { Work } from './work.svelte';

interface FoundBoard {
  status: 'optimal' | 'feasible' | 'infeasible' | 'unknown';
  cost: number | string | null;
  cost_bound: number | string | null;
  days: BoardDay[];
  conflict: string[];
}

export class Search {
  jobs: Job[] = $state.raw([]);
  job: Job | null = $state.raw(null);
  board: FoundBoard | null = $state.raw(null);
  weighed: Weighed | null = $state.raw(null);
  points: Point[] = $state.raw([]);
  last: string | null = $state(null);
  seconds = $state(0);
  failed = $state('');
  stopping = $state(false);
  asking = $state(false);
  private now = $state(Date.now());
  private clock = 0;
  private stopListening = (): void => undefined;

  constructor(private readonly work: Work) {}

  get running(): boolean {
    return this.job !== null && !hasEnded(this.job);
  }

  get share(): number | null {
    const asked = Number(this.job?.asked.seconds);
    const since = this.job?.began_at ? (this.now - Date.parse(this.job.began_at)) / 1000 : 0;
    return asked ? Math.min(1, Math.max(this.seconds, since) / asked) : null;
  }

  private get name(): string {
    return `${this.work.id}.json`;
  }

  /** Read which searches there were, and look at the newest. */
  async read(): Promise<void> {
    try {
      const { items } = await ask<{ items: Job[] }>('/jobs?kind=order&limit=200');
      const ours = (job: Job): boolean => (job.asked.shooting as { name?: string } | undefined)?.name === this.name;
      this.jobs = items.filter(ours);
      const newest = this.jobs.find((job) => !hasEnded(job) || job.files.length || job.state === 'done');
      if (newest) this.look(newest);
    } catch (error) {
      this.failed = shell.why(error);
    }
  }

  choose(id: string): void {
    const job = this.jobs.find((each) => each.id === id);
    if (job) this.look(job);
  }

  async begin(seconds: number): Promise<void> {
    this.asking = true;
    this.failed = '';
    const asked = {
      kind: 'order', seconds, workers: 2, documents: false, lang: shell.language,
      shooting: { name: this.name, text: JSON.stringify(this.work.desk.shooting) },
    };
    try {
      const { project } = this.work.card;
      const known = shell.projects.some((each) => each.id === project);
      const job = project && known ? await begin(project, asked) : await ask<Job>('/jobs', { method: 'POST', body: asked });
      this.jobs = [job, ...this.jobs];
      this.look(job);
    } catch (error) {
      this.failed = shell.why(error);
    } finally {
      this.asking = false;
    }
  }

  async stop(): Promise<void> {
    if (!this.job) return;
    this.stopping = true;
    try {
      await end(this.job.id);
    } catch (error) {
      this.stopping = false;
      shell.tell(shell.why(error), true);
    }
  }

  private look(job: Job): void {
    this.stopListening();
    this.job = job;
    this.board = this.weighed = null;
    this.points = [];
    this.last = null;
    this.seconds = 0;
    this.stopping = false;
    this.failed = '';
    window.clearInterval(this.clock);
    if (!hasEnded(job)) this.clock = window.setInterval(() => (this.now = Date.now()), 1000);
    this.stopListening = follow(job.id, (note) => this.note(note.says), (ended) => void this.ended(ended));
  }

  private note(says: Record<string, unknown>): void {
    const { seconds, cost, bound } = says;
    if (says.state === 'running' && this.job && !this.job.began_at) this.job = { ...this.job, began_at: new Date().toISOString() };
    if (typeof seconds !== 'number') return;
    this.seconds = seconds;
    if (typeof cost !== 'string') return;
    this.last = cost;
    this.points = [...this.points, { seconds, cost, bound: typeof bound === 'string' ? bound : null }];
  }

  private async ended(job: Job): Promise<void> {
    window.clearInterval(this.clock);
    this.job = job;
    this.lastPoint(job);
    this.jobs = this.jobs.map((each) => (each.id === job.id ? job : each));
    if (job.failure) {
      this.failed = shell.t('shooting.order.failed', { why: job.failure.message });
      return;
    }
    if (!job.files.some((file) => file.name === 'board.json')) return;
    try {
      const response = await fetch(fileOf(job, 'board.json'), { credentials: 'same-origin' });
      const board = (await response.json()) as FoundBoard;
      if (!board.days.length) {
        this.failed = shell.t('shooting.order.failed', { why: board.conflict.join(' ') || board.status });
        return;
      }
      this.weighed = await this.work.ask<Weighed>('check', board.days);
      this.board = board;
    } catch (error) {
      this.failed = shell.why(error);
    }
  }

  /** What was best at the end, as long as it was looked for. */
  private lastPoint(job: Job): void {
    const last = this.points.at(-1);
    const seconds = Math.min(Number(job.asked.seconds), (Date.parse(job.ended_at ?? '') - Date.parse(job.began_at ?? '')) / 1000);
    if (last && seconds > last.seconds) this.points = [...this.points, { ...last, seconds }];
  }

  leave(): void {
    window.clearInterval(this.clock);
    this.stopListening();
  }
}
