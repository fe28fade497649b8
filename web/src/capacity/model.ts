// What the service tells of a project's capacity, and of a frontier that was found.

import { ask, Refusal } from '../api/client';
import type { Job } from '../api/jobs';
import type { Language } from '../words';

export type Group = 'stages' | 'crews' | 'pace' | 'days';
export const GROUPS: Group[] = ['stages', 'crews', 'pace', 'days'];

/** A change to a project, as the service takes it; `change` says which. */
export type Change = { change: string } & Record<string, unknown>;

export interface Lever {
  id: string;
  name: string;
  group: Group;
  gives: boolean;
  changes: Change[];
}

export interface StudioTold {
  id: string;
  name: string;
  build_crews: number | null;
  weekdays: string[];
  stages: [string, string][];
}

export interface Claim {
  titles_per_year: number;
  at_most: boolean;
  subject: string;
  publisher: string;
  date: string;
  source: string;
  quote: string;
}

export interface Askable {
  name: string;
  from: string;
  to: string;
  claim: Claim | null;
  levers: Lever[];
  studios: StudioTold[];
  phases: string[];
  titles: { id: string; name: string; kind: 'film' | 'series' }[];
}

export interface Range {
  lower: number;
  upper: number | null;
}

export interface Effect extends Lever {
  titles_per_year: Range;
  titles: Range;
  worth_in_titles: { found: number; least: number | null; most: number | null };
  stranded: string[];
}

export type Verdict = 'within' | 'beyond' | 'open';

export interface Frontier {
  project: string;
  horizon: { from: string; to: string; years: number };
  titles_per_year: Range;
  titles: Range;
  mix: { shares: Record<string, number>; left_out: string[]; slate: string[] };
  levers: Effect[];
  levers_not_looked_at: string[];
  assumptions: string[];
  seconds: number;
  seed: number;
  interrupted: boolean;
  claim: (Claim & { verdict: Verdict }) | null;
  answer: string;
  /** Sentences in other languages. */
  told: Partial<Record<Language, Record<string, string>>>;
}

export interface Answer {
  job: Job;
  found: Frontier;
}

/** Of a project's frontiers that are kept, so many are read. */
export const MOST_READ = 24;

export function askable(project: string): Promise<Askable> {
  return ask<Askable>(`/projects/${encodeURIComponent(project)}/capacity`);
}

/** Frontiers of a project: those that run, and those that have an answer, the newest first. */
export async function frontiers(project: string): Promise<{ running: Job[]; answers: Answer[] }> {
  const { items } = await ask<{ items: Job[] }>('/jobs?limit=500');
  const own = items.filter((job) => job.kind === 'frontier' && job.project === project);
  const running = own.filter((job) => job.state === 'waiting' || job.state === 'running');
  const ended = own.filter((job) => job.state === 'done' || job.state === 'cancelled').slice(0, MOST_READ);
  const answers = await Promise.all(ended.map(read));
  return { running, answers: answers.filter((each) => each !== null) };
}

/** The answer of a job; null: it was ended before there was one. */
async function read(job: Job): Promise<Answer | null> {
  try {
    return { job, found: await ask<Frontier>(`/jobs/${job.id}/frontier`) };
  } catch (error) {
    if (error instanceof Refusal && error.problem.status === 404) return null;
    throw error;
  }
}

export function changesOf(job: Job): Change[] {
  return (job.asked.changes as Change[] | undefined) ?? [];
}

// How full stages are

export type Source = 'plan' | 'firm' | 'held';

export interface Spell {
  from: string;
  to: string;
  days: number;
  after: string[];
  before: string[];
  cost: string | null;
}

export interface StageFill {
  standing: number[];
  shooting: number[];
  quiet: number[];
  used_m2_days: number[];
  dark_days: number;
  dark_cost: string | null;
  dark: Spell[];
}

export interface Idle {
  stage: number;
  title: string;
  set: string;
  from: string;
  to: string;
  days: number;
  area_m2: number | null;
  next: string;
}

export interface Fill {
  source: Source;
  /** Of all dark days of all stages; null: some rent is unknown. */
  dark_cost: string | null;
  stages: StageFill[];
  idle: Idle[];
}

export interface StageFills {
  currency: string;
  weeks: string[];
  stages: { id: string; name: string; studio: string; floor_m2: number | null; open: number[] }[];
  fills: Fill[];
}

export function stageFills(project: string, plan: string | null): Promise<StageFills> {
  const query = plan === null ? '' : `?plan=${encodeURIComponent(plan)}`;
  return ask<StageFills>(`/projects/${encodeURIComponent(project)}/stage-use${query}`);
}
