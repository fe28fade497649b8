// The titles of a project as the slate shows them: what each takes, and whether it is in the plan.

import { fromIso } from '../board/days';
import { footprint, type Project, type Title } from './project';
import type { Reason, Remedy } from './reasons';

export const PHASES = ['build', 'prelight', 'shoot', 'hold', 'strike'] as const;
export type Phase = (typeof PHASES)[number];
export const STATES = ['in', 'out', 'locked', 'open'] as const;
/** In the plan, left out of it, firm in the ledger; open: no plan knows it yet. */
export type State = (typeof STATES)[number];

interface Dates {
  from: string;
  to: string;
}

export interface PlannedSet extends Partial<Record<Phase, Dates | null>> {
  id: string;
  stage: string;
}

export interface PlannedTitle {
  id: string;
  accepted: boolean;
  studio?: string | null;
  sets?: PlannedSet[];
  location_blocks?: ({ id: string } & Dates)[];
  reason?: Reason | null;
  remedies?: Remedy[];
}

export interface Plan {
  status: string;
  value: number;
  value_bound: number;
  cost: number | string | null;
  cost_bound: number | string | null;
  currency: string;
  titles: PlannedTitle[];
}

/** A stretch of days, both included, in a lane of the small chart; lanes are sets, then blocks. */
export interface Stretch {
  lane: number;
  phase: Phase | 'location';
  first: number;
  last: number;
}

export interface Row {
  title: Title;
  state: State;
  sets: number;
  area: number;
  /** The window, within the horizon. */
  opens: number;
  closes: number;
  studio: string | null;
  first: number | null;
  last: number | null;
  stretches: Stretch[];
  lanes: number;
  planned: PlannedTitle | null;
}

export function rowsOf(project: Project, plan: Plan | null, firm: ReadonlySet<string>): Row[] {
  const known = new Map((plan?.titles ?? []).map((each) => [each.id, each]));
  const names = new Map(project.studios.map((each) => [each.id, each.name]));
  return project.titles.map((title) => rowOf(project, title, known.get(title.id) ?? null, names, firm.has(title.id)));
}

function rowOf(project: Project, title: Title, planned: PlannedTitle | null, names: Map<string, string>, firm: boolean): Row {
  const sets = title.sets ?? [];
  const stretches = planned?.accepted ? stretchesOf(planned) : [];
  const days = (text: string | null | undefined, otherwise: string): number => {
    const day = fromIso(text ?? otherwise);
    return Number.isNaN(day) ? fromIso(otherwise) : day;
  };
  const studio = planned?.studio ?? null;
  return {
    title,
    state: firm ? 'locked' : planned ? (planned.accepted ? 'in' : 'out') : 'open',
    sets: sets.length,
    area: sets.reduce((sum, each) => sum + (footprint(each) ?? 0), 0),
    opens: Math.max(days(title.earliest, project.horizon.from), fromIso(project.horizon.from)),
    closes: Math.min(days(title.latest, project.horizon.to), fromIso(project.horizon.to)),
    studio: studio === null ? null : (names.get(studio) ?? studio),
    first: stretches.length ? Math.min(...stretches.map((each) => each.first)) : null,
    last: stretches.length ? Math.max(...stretches.map((each) => each.last)) : null,
    stretches,
    lanes: (planned?.sets?.length ?? 0) + ((planned?.location_blocks?.length ?? 0) > 0 ? 1 : 0),
    planned,
  };
}

function stretchesOf(planned: PlannedTitle): Stretch[] {
  const sets = planned.sets ?? [];
  const stretch = (lane: number, phase: Stretch['phase'], dates: Dates): Stretch => ({ lane, phase, first: fromIso(dates.from), last: fromIso(dates.to) });
  return [
    ...sets.flatMap((set, lane) => PHASES.flatMap((phase) => (set[phase] ? [stretch(lane, phase, set[phase])] : []))),
    ...(planned.location_blocks ?? []).map((block) => stretch(sets.length, 'location', block)),
  ];
}

export interface Wanted {
  search: string;
  state: State | 'all';
  kind: string;
}

/** Whether a row is one of those that are looked for; every word has to be somewhere in it. */
export function isWanted(row: Row, { search, state, kind }: Wanted): boolean {
  if (state !== 'all' && row.state !== state) return false;
  if (kind !== 'all' && row.title.kind !== kind) return false;
  const { title } = row;
  const text = [title.name, title.id, row.studio ?? '', ...(title.sets ?? []).map((each) => each.name), ...(title.cast ?? []).map((each) => each.name)].join(' ').toLowerCase();
  return search.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** How many rows there are of each state. */
export function tally(rows: Row[]): Record<State, number> {
  const counts = { in: 0, out: 0, locked: 0, open: 0 };
  for (const row of rows) counts[row.state]++;
  return counts;
}
