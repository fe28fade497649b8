// What needs an answer, and who waits behind whom; pure, over the bars of the board.

import { CHALLENGED, type Bar, type Board } from '../board/model';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Days before a clock runs out from which on it is shown. */
export const SOON_DAYS = 7;
const CONFIRMED = 2;

export type What = 'challenge' | 'sign' | 'lapse';

export interface Due {
  bar: Bar;
  what: What;
  /** Milliseconds that are left; below zero: it has run out. */
  left: number;
}

/** Challenged holds, and all whose clock runs out soon, the most pressing first. */
export function pressing(board: Board, now: number): Due[] {
  const found: Due[] = [];
  for (const bar of board.bars.values()) {
    if (bar.due === null) continue;
    const left = Date.parse(bar.due) - now;
    if (bar.state !== CHALLENGED && left >= SOON_DAYS * DAY_MS) continue;
    found.push({ bar, left, what: bar.state === CHALLENGED ? 'challenge' : bar.state === CONFIRMED ? 'sign' : 'lapse' });
  }
  return found.sort((a, b) => a.left - b.left);
}

export interface Waiting {
  bar: Bar;
  /** Those of better ranks that share days with it, the best first. */
  behind: Bar[];
}

/** Every hold that is not first, with those before it, by its first day. */
export function waiting(board: Board): Waiting[] {
  const found: Waiting[] = [];
  board.byStage.forEach((row) => {
    for (const bar of row) {
      if (bar.rank < 2) continue;
      const behind = row.filter(
        (each) => each.rank < bar.rank && each.first <= bar.last && each.last >= bar.first,
      );
      found.push({ bar, behind: behind.sort((a, b) => a.rank - b.rank || a.first - b.first) });
    }
  });
  return found.sort((a, b) => a.bar.first - b.bar.first || (a.bar.id < b.bar.id ? -1 : 1));
}

/** Whether nobody of a better rank shares a day with it: it waits to be moved up. */
export function mayMoveUp(each: Waiting): boolean {
  return each.behind.length === 0;
}

/** Whether something firm is before it, which nobody can challenge. */
export function isBlocked(each: Waiting): boolean {
  return each.behind.some((other) => other.state >= CONFIRMED);
}

/** Days and hours of a countdown; below a day, hours and minutes; below an hour, seconds too. */
export function parts(left: number): { days: number; hours: number; minutes: number; seconds: number } {
  const rest = Math.max(0, left);
  return {
    days: Math.floor(rest / DAY_MS),
    hours: Math.floor((rest % DAY_MS) / HOUR_MS),
    minutes: Math.floor((rest % HOUR_MS) / 60_000),
    seconds: Math.floor((rest % 60_000) / 1000),
  };
}
