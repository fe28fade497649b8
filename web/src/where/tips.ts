// The tipping points that the service found, nearest first, and the levers that they belong to.

import type { Flip, Memo, Setting, Turn } from './model';
import { FACTOR, PRICE } from './setting';

export interface Tip {
  turn: Turn;
  flip: Flip;
  lever: keyof Setting;
  /** Whether a slider reaches it. */
  reached: boolean;
}

const LEVER: Record<Turn['kind'], keyof Setting | null> = { rate: 'worth', price: 'price', granted: 'granted', share: null };

/** All tipping points that a slider stands for, the nearest first. */
export function tipsOf(memo: Memo): Tip[] {
  const found: Tip[] = [];
  for (const turn of memo.turns) {
    const lever = LEVER[turn.kind];
    for (const flip of [turn.down, turn.up]) {
      if (lever && flip) found.push({ turn, flip, lever, reached: reaches(lever, flip.value) });
    }
  }
  return found.sort((one, other) => far(one) - far(other));
}

export function tipsAt(tips: Tip[], lever: keyof Setting, of: string): Tip[] {
  return tips.filter((tip) => tip.lever === lever && tip.turn.of === of);
}

function reaches(lever: keyof Setting, value: number): boolean {
  if (lever === 'granted') return true;
  const range = lever === 'worth' ? FACTOR : PRICE;
  return value >= range.low && value <= range.high;
}

function far({ turn, flip }: Tip): number {
  return Math.abs(flip.value - turn.now);
}
