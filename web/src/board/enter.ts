// What entering a plan would do to the ledger, counted from its answer.

import type { Outcome } from './model';

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

export function entryOf(outcome: Outcome): Entering {
  const live = (state: string): boolean => ['held', 'challenged', 'confirmed', 'booked'].includes(state);
  const made = outcome.changes.filter((each) => each.before === null);
  const left = outcome.changes.filter((each) => each.before !== null && !live(each.after.state));
  return {
    made: made.length,
    left: left.length,
    changed: outcome.changes.length - made.length - left.length,
    behind: made.filter((each) => each.after.rank > 1).length,
    refused: outcome.done ? '' : outcome.says,
    blockers: outcome.blockers,
    since: outcome.since ?? [],
  };
}
