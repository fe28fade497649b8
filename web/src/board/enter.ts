// What entering a plan would do to the ledger, counted from its answer.

import type { Outcome, Reservation } from './model';

export interface Entering {
  made: number;
  changed: number;
  left: number;
  /** New ones that would wait behind others. */
  behind: number;
  /** Why nothing would be done; empty: it would. */
  refused: string;
  blockers: string[];
  /** What has changed since the plan was made. */
  since: string[];
}

const SEEN = ['stage', 'from', 'to', 'area_m2', 'state', 'rank'] as const;

/** Whether anything that people see of it differs; a plan's name alone does not count. */
function isOther(before: Reservation, after: Reservation): boolean {
  return SEEN.some((name) => before[name] !== after[name]) || JSON.stringify(before.phases) !== JSON.stringify(after.phases);
}

export function entryOf(outcome: Outcome): Entering {
  const live = (state: string): boolean => ['held', 'challenged', 'confirmed', 'booked'].includes(state);
  const made = outcome.changes.filter((each) => each.before === null);
  const left = outcome.changes.filter((each) => each.before !== null && !live(each.after.state));
  return {
    made: made.length,
    left: left.length,
    changed: outcome.changes.filter((each) => each.before !== null && live(each.after.state) && isOther(each.before, each.after)).length,
    behind: made.filter((each) => each.after.rank > 1).length,
    refused: outcome.done ? '' : outcome.says,
    blockers: outcome.blockers,
    since: outcome.since ?? [],
  };
}
