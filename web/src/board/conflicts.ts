// What stands in the way of a bar, as far as can be told at once. The service has the last word.

import { slice, type Packed } from './layout';
import { LOUD, SHOOT, type Bar, type Mark, type Stage } from './model';

export interface Conflict {
  /** Bars in the way. */
  bars: Bar[];
  /** Closures that it meets. */
  closures: Mark[];
  /** Whether days lie outside all agreements, where there are any. */
  outside: boolean;
  past: boolean;
  /** Whether it begins before the freeze line, or would. */
  frozen: boolean;
}

export const NONE: Conflict = { bars: [], closures: [], outside: false, past: false, frozen: false };

/** Whether somebody who is moved there would meet anything. */
export function any(conflict: Conflict): boolean {
  return conflict.bars.length > 0 || conflict.closures.length > 0 || conflict.outside || conflict.past || conflict.frozen;
}

/** Whether it could not be firm there. */
export function hard(conflict: Conflict): boolean {
  return conflict.bars.length > 0 || conflict.closures.length > 0 || conflict.past || conflict.frozen;
}

/** What a bar meets on a stage; bars named in `besides` move with it. */
export function conflictOf(
  bar: Bar, stage: Stage, packed: Packed, today: number, besides: Set<string>, freeze: number | null = null,
): Conflict {
  const others = inDays(packed, bar, besides);
  return {
    bars: stage.shared ? sharing(bar, stage, others) : others,
    closures: stage.closures.filter((each) => each.first <= bar.last && each.last >= bar.first),
    outside: stage.agreements.length > 0 && !covered(bar, stage.agreements),
    past: bar.first < today,
    frozen: freeze !== null && bar.first < freeze,
  };
}

function inDays(packed: Packed, bar: Bar, besides: Set<string>): Bar[] {
  const [from, to] = slice(packed, bar.first, bar.last);
  const found: Bar[] = [];
  for (let i = from; i < to; i++) {
    const other = packed.bars[i];
    // Those of other ranks wait behind what is there, or before what comes.
    const meets = other.last >= bar.first && other.first <= bar.last && other.rank === 1;
    if (meets && other.id !== bar.id && !besides.has(other.id)) found.push(other);
  }
  return found;
}

/** On a shared floor: who is loud at the same time, and all where the floor is too small. */
function sharing(bar: Bar, stage: Stage, others: Bar[]): Bar[] {
  if (bar.area === null || stage.floor_m2 === null || (stage.quiet && !bar.phases.length)) return others;
  const found = new Set<Bar>();
  for (const other of others) {
    const whole = other.area === null || (stage.quiet && !other.phases.length);
    if (whole || (stage.quiet && disturb(bar, other))) found.add(other);
  }
  // Only on days on which somebody begins can there be more than before.
  const starts = [bar.first, ...others.map((each) => each.first).filter((day) => day > bar.first)];
  for (const day of starts) {
    const there = others.filter((each) => each.first <= day && each.last >= day);
    const taken = there.reduce((sum, each) => sum + (each.area ?? stage.floor_m2!), bar.area);
    if (taken > stage.floor_m2 + 1e-6) there.forEach((each) => found.add(each));
  }
  return [...found];
}

/** Whether one shoots with sound while the other is loud. */
export function disturb(one: Bar, other: Bar): boolean {
  for (let i = 0; i < one.phases.length; i += 3) {
    if (!LOUD.has(one.phases[i])) continue;
    for (let j = 0; j < other.phases.length; j += 3) {
      if (!LOUD.has(other.phases[j])) continue;
      // A shoot without sync sound is disturbed by nobody, and is as loud as any.
      const shoots = (one.phases[i] === SHOOT && one.sound) || (other.phases[j] === SHOOT && other.sound);
      const together = one.phases[i + 1] <= other.phases[j + 2] && one.phases[i + 2] >= other.phases[j + 1];
      if (shoots && together) return true;
    }
  }
  return false;
}

function covered(bar: Bar, agreements: Mark[]): boolean {
  let from = bar.first;
  for (const each of [...agreements].sort((a, b) => a.first - b.first)) {
    if (each.first <= from && each.last >= from) from = each.last + 1;
  }
  return from > bar.last;
}
