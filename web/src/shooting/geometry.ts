// Where a pointer is among strips: before which one, on which day.

import type { Target } from './order';

/** A strip, or the end of a day, as it lies along the direction of reading. */
export interface Slot {
  /** Where it begins and ends [px within the content]. */
  from: number;
  to: number;
  target: Target;
}

export interface Fall {
  target: Target;
  /** Where the line is drawn [px]. */
  line: number;
}

/** Before which slot a position falls; slots lie in order, each the place before itself. */
export function fall(slots: readonly Slot[], position: number): Fall | null {
  if (!slots.length) return null;
  let [low, high] = [0, slots.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (position < (slots[middle].from + slots[middle].to) / 2) high = middle;
    else low = middle + 1;
  }
  return { target: slots[low].target, line: slots[low].from };
}

/** How fast to scroll near an edge [px a frame]. */
export function scrollBy(position: number, size: number, edge = 56, most = 18): number {
  if (position < edge) return -Math.ceil(((edge - position) / edge) * most);
  if (position > size - edge) return Math.ceil(((position - size + edge) / edge) * most);
  return 0;
}
