// Long work on the service: begin it, follow it, end it.

import { ask } from './client';

export interface Note {
  number: number;
  at: string;
  says: Record<string, unknown>;
}

export interface Job {
  id: string;
  kind: string;
  project: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  asked: Record<string, unknown> & { kind: string };
  made_by: string;
  made_at: string;
  began_at: string | null;
  ended_at: string | null;
  stopping: boolean;
  last_note: Note | null;
  failure: { code: string; message: string; hint: string; faults: { place: string; what: string; right: string }[] } | null;
  files: { name: string; size: number }[];
  /** What its plan comes to, where it has one. */
  plan?: { status: string; value: number } | null;
}

export const hasEnded = (job: Job): boolean => job.state !== 'waiting' && job.state !== 'running';

/** Begin long work on a project, such as `{ kind: 'plan', seconds: 60 }`. */
export function begin(project: string, asked: { kind: string } & Record<string, unknown>): Promise<Job> {
  return ask<Job>(`/projects/${encodeURIComponent(project)}/jobs`, { method: 'POST', body: asked });
}

/** Ask a job to end; it keeps the best that it has found. */
export function end(id: string): Promise<Job> {
  return ask<Job>(`/jobs/${id}/cancel`, { method: 'POST' });
}

/** Address of a file that a job made. */
export function fileOf(job: Pick<Job, 'id'>, name: string): string {
  return `/api/v1/jobs/${job.id}/files/${name.split('/').map(encodeURIComponent).join('/')}`;
}

/** Hear how a job goes until it has ended; gives a way to stop listening. */
export function follow(id: string, noted: (note: Note) => void, ended: (job: Job) => void): () => void {
  const source = new EventSource(`/api/v1/jobs/${id}/events`);
  source.addEventListener('note', (told) => noted(JSON.parse((told as MessageEvent<string>).data) as Note));
  source.addEventListener('end', (told) => {
    source.close();
    ended(JSON.parse((told as MessageEvent<string>).data) as Job);
  });
  return () => source.close();
}
