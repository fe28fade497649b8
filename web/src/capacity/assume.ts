// What a worked claim assumes, as settings that a person turns, and as the changes that they come to.

import type { Askable, Change } from './model';

export interface Assumed {
  claim: number;
  /** Stages that are left out. */
  without: string[];
  /** How many more like a stage there are. */
  more: Record<string, number>;
  /** By studio; null: no limit. */
  crews: Record<string, number | null>;
  /** Percent of their days that phases keep. */
  pace: Record<string, number>;
  /** By studio. */
  saturdays: Record<string, boolean>;
  mix: 'all' | 'film' | 'series';
}

export const MOST_MORE = 4;

/** The project as it is. */
export function asItIs(of: Askable, claim: number): Assumed {
  return {
    claim,
    without: [],
    more: {},
    crews: Object.fromEntries(of.studios.map((each) => [each.id, each.build_crews])),
    pace: Object.fromEntries(of.phases.map((phase) => [phase, 100])),
    saturdays: Object.fromEntries(of.studios.map((each) => [each.id, each.weekdays.includes('sat')])),
    mix: 'all',
  };
}

/** The changes that settings come to, in an order in which the service can make them. */
export function changesOf(of: Askable, now: Assumed): Change[] {
  const found: Change[] = [];
  const taken = new Set(of.studios.flatMap((each) => each.stages.map(([id]) => id)));
  for (const [stage, count] of Object.entries(now.more)) {
    for (let i = 1; i <= count; i++) {
      let name = `${stage.slice(0, 54)}-more${i}`;
      while (taken.has(name)) name += 'x';
      taken.add(name);
      found.push({ change: 'stage-joins', like: stage, stage: name, from: of.from, to: of.to });
    }
  }
  for (const stage of now.without) found.push({ change: 'stage-leaves', stage });
  for (const studio of of.studios) {
    if (now.crews[studio.id] !== studio.build_crews) found.push({ change: 'crews', studio: studio.id, crews: now.crews[studio.id] });
    const worked = studio.weekdays.includes('sat');
    if (now.saturdays[studio.id] !== worked) {
      const weekdays = worked ? studio.weekdays.filter((day) => day !== 'sat') : [...studio.weekdays, 'sat'];
      found.push({ change: 'weekdays', studio: studio.id, weekdays });
    }
  }
  for (const phase of of.phases) {
    if (now.pace[phase] !== 100) found.push({ change: 'pace', phase, percent: now.pace[phase] });
  }
  return found;
}

/** Weights of titles where the mix is a part of them; null: all the same. */
export function sharesOf(of: Askable, now: Assumed): Record<string, number> | null {
  if (now.mix === 'all') return null;
  return Object.fromEntries(of.titles.filter((each) => each.kind === now.mix).map((each) => [each.id, 1]));
}
