// What the last note of a job says, as a share that is done and as a line.

import type { Job, Note } from '../api/jobs';
import { numberIn, t, type Language } from '../words';

const num = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** How much is done, 0 to 1; null where nobody can know. */
export function shareOf(job: Job, note: Note | null = job.last_note): number | null {
  if (job.state === 'done') return 1;
  const says = note?.says ?? {};
  const total = num(says.total) ?? num(says.cases);
  const asked = num(job.asked.seconds);
  const shares = [
    total ? (num(says.done) ?? 0) / total : null,
    asked && num(says.seconds) !== null ? num(says.seconds)! / asked : null,
  ].filter((share) => share !== null);
  return shares.length ? Math.min(1, Math.max(...shares)) : null;
}

/** What is known so far, in one line; empty where nothing is. */
export function lineOf(language: Language, job: Job, note: Note | null = job.last_note): string {
  const says = note?.says ?? {};
  const parts: string[] = [];
  const n = (value: unknown): string => numberIn(language, num(value) ?? 0);
  if (num(says.titles) !== null) parts.push(t(language, 'jobs.says.titles', { n: n(says.titles_in), of: n(says.titles) }));
  if (num(says.value) !== null) parts.push(t(language, 'jobs.says.value', { n: n(says.value) }));
  if (num(says.bound) !== null) parts.push(t(language, 'jobs.says.bound', { n: n(says.bound) }));
  if (num(says.lower) !== null || num(says.upper) !== null) {
    parts.push(t(language, 'jobs.says.between', { lower: n(says.lower), upper: num(says.upper) === null ? '?' : n(says.upper) }));
  }
  if (num(says.done) !== null && num(says.total) !== null) parts.push(t(language, 'jobs.says.done', { n: n(says.done), of: n(says.total) }));
  if (num(says.failed)) parts.push(t(language, 'jobs.says.failed', { n: n(says.failed) }));
  return parts.join(' · ');
}

/** Seconds as "1 min 5 s"; `now` in milliseconds. */
export function lasted(job: Job, now: number): { minutes: number; seconds: number } | null {
  if (!job.began_at) return null;
  const end = job.ended_at ? Date.parse(job.ended_at) : now;
  const all = Math.max(0, Math.round((end - Date.parse(job.began_at)) / 1000));
  return { minutes: Math.floor(all / 60), seconds: all % 60 };
}
