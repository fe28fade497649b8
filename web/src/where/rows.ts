// One row a place: the figures of the memo while nothing is moved, else those weighed anew.

import type { Memo, Spread } from './model';
import { isAsAsked, isUntouched, type Levers } from './setting';
import type { Weighed } from './weigh';

export interface Row {
  id: string;
  rank: number;
  gross: number;
  net: number;
  spread: Spread | null;
  /** Whether it ranks elsewhere than in the memo: how many ranks up (above 0) or down. */
  climbed: number;
}

/** The places in the order of the ranking; those that are left out are not among them. */
export function rowsOf(memo: Memo, weighed: Weighed[] | null, levers: Levers): Row[] {
  const asked = memo.places.map((place) => ({
    id: place.id,
    gross: Number(place.gross),
    net: Number(place.net),
    spread: place.spread,
  }));
  let found = asked.filter((row) => !levers.out.includes(row.id));
  if (!isUntouched(levers) && weighed) {
    const own = new Map(asked.map((row) => [row.id, row]));
    const kept = isAsAsked(levers);
    found = weighed.map(({ id, gross, net, spread }) => {
      const row = own.get(id)!;
      // With nothing moved a place's own figures stay the memo's; how often it is the cheapest
      // depends on who is left out.
      const draws = kept && row.spread ? { ...row.spread, cheapest: levers.out.length ? spread.cheapest : row.spread.cheapest } : spread;
      return kept ? { ...row, spread: draws } : { id, gross, net, spread };
    });
  }
  const before = new Map(asked.filter((row) => !levers.out.includes(row.id)).map((row, at) => [row.id, at]));
  return found.map((row, at) => ({ ...row, rank: at + 1, climbed: (before.get(row.id) ?? at) - at }));
}
