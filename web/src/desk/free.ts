// Free windows of a stage as spans on a line from the first day of a search to its last.

import { fromIso } from '../board/days';

export interface Window {
  first_start: string;
  last_start: string;
  days: number;
  rank: number;
  book_only: boolean;
}

export interface Offer {
  stage: string;
  beside: boolean;
  lacks: string[];
  unknown: string[];
  windows: Window[];
}

export interface Span {
  /** Shares of the line, 0 to 1. */
  from: number;
  to: number;
  rank: number;
  window: Window;
}

/** Days that one could have, from the first start to the end of the last; worse ranks before better ones. */
export function spansOf(offer: Offer, first: number, last: number): Span[] {
  const full = Math.max(1, last - first + 1);
  const share = (day: number): number => Math.min(1, Math.max(0, (day - first) / full));
  return [...offer.windows]
    .sort((a, b) => b.rank - a.rank)
    .map((window) => ({
      from: share(fromIso(window.first_start)),
      to: share(fromIso(window.last_start) + window.days),
      rank: window.rank,
      window,
    }));
}

/** Where months begin on the line, with their first day. */
export function monthsOf(first: number, last: number): { at: number; day: number }[] {
  const found: { at: number; day: number }[] = [];
  for (let day = first; day <= last; day++) {
    if (new Date(day * 86_400_000).getUTCDate() === 1) found.push({ at: (day - first) / (last - first + 1), day });
  }
  return found;
}
