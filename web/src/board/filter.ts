// Which bars one looks for: words, and states, holders, titles, studios, countries.

import type { Bar } from './model';
import { PLANNED, STATES } from './model';
import type { Board } from './model';
import { labelOf } from './speak';

export interface Filter {
  words: string;
  /** One of the states, or `planned`; empty: all. */
  state: string;
  holder: string;
  /** By id. */
  title: string;
  studio: string;
  country: string;
}

export const ALL: Filter = { words: '', state: '', holder: '', title: '', studio: '', country: '' };

export function isOpen(filter: Filter): boolean {
  return Object.values(filter).every((each) => !String(each).trim());
}

/** How many of its parts, the words aside, leave something out. */
export function narrows(filter: Filter): number {
  return Object.entries(filter).filter(([name, value]) => name !== 'words' && value).length;
}

export function fits(board: Board, bar: Bar, filter: Filter): boolean {
  const stage = board.stages[bar.stage];
  const studio = stage.studio >= 0 ? board.studios[stage.studio] : null;
  const state = bar.state === PLANNED ? 'planned' : STATES[bar.state];
  return (
    (!filter.state || filter.state === state) &&
    (!filter.holder || board.holders[bar.holder] === filter.holder) &&
    (!filter.title || board.titles[bar.title].id === filter.title) &&
    (!filter.studio || studio?.id === filter.studio) &&
    (!filter.country || studio?.country === filter.country) &&
    says(board, bar, filter.words.trim().toLowerCase())
  );
}

function says(board: Board, bar: Bar, words: string): boolean {
  if (!words) return true;
  const holder = board.holders[bar.holder] ?? '';
  const text = `${labelOf(board, bar)} ${holder} ${board.stages[bar.stage].name} ${bar.id}`;
  return text.toLowerCase().includes(words);
}
