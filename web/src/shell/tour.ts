// The steps of the guided tour: what each is about, and where on the page that is.

import type { View } from './route';

export interface Step {
  view: View;
  /** Selectors of what it points at; the first that is there counts. */
  at: string[];
  /** Beginning of the keys of its words. */
  words: 'tour.rows' | 'tour.bars' | 'tour.plan' | 'tour.around' | 'tour.desk';
}

export const STEPS: Step[] = [
  { view: 'board', at: ['.rows', '.board'], words: 'tour.rows' },
  { view: 'board', at: ['.ground', '.timeline'], words: 'tour.bars' },
  { view: 'board', at: ['[data-tour="layers"]'], words: 'tour.plan' },
  { view: 'board', at: ['[data-tour="around"]'], words: 'tour.around' },
  { view: 'board', at: ['nav a[href="#/desk"]'], words: 'tour.desk' },
];

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const GAP = 12;

/** Where a card goes so that it lies beside what it speaks of, and wholly on the page. */
export function placeOf(target: Box, card: { width: number; height: number }, page: { width: number; height: number }): { x: number; y: number } {
  const clamp = (value: number, most: number): number => Math.max(GAP, Math.min(value, most - GAP));
  const x = clamp(target.x + target.width / 2 - card.width / 2, page.width - card.width);
  const below = target.y + target.height + GAP;
  if (below + card.height + GAP <= page.height) return { x, y: below };
  const above = target.y - card.height - GAP;
  if (above >= GAP) return { x, y: above };
  const right = target.x + target.width + GAP;
  if (right + card.width + GAP <= page.width) return { x: right, y: clamp(target.y, page.height - card.height) };
  // What it speaks of fills the page: in its middle.
  return { x, y: clamp(target.y + target.height / 2 - card.height / 2, page.height - card.height) };
}
