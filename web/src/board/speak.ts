// Bars and conflicts in words, for people who read and for those who listen.

import type { Conflict } from './conflicts';
import { longDay } from './days';
import { PLANNED, STATES, type Bar, type Board } from './model';
import { t, type Key, type Language } from '../words';

export function titleOf(board: Board, bar: Bar): string {
  return board.titles[bar.title].name;
}

export function setOf(board: Board, bar: Bar): string {
  return bar.set < 0 ? '' : board.sets[bar.set].name;
}

/** Title and set, as a bar's own label has them. */
export function labelOf(board: Board, bar: Bar): string {
  const set = setOf(board, bar);
  return set ? `${titleOf(board, bar)} · ${set}` : titleOf(board, bar);
}

export function stateOf(language: Language, bar: Bar): string {
  return t(language, `state.${bar.state === PLANNED ? 'planned' : STATES[bar.state]}` as Key);
}

/** All of a bar in one sentence. */
export function sentence(language: Language, board: Board, bar: Bar): string {
  const set = setOf(board, bar);
  const label = t(language, 'bar.says', {
    title: titleOf(board, bar),
    set: set ? ` · ${set}` : '',
    state: stateOf(language, bar),
    stage: board.stages[bar.stage].name,
    from: longDay(bar.first, language),
    to: longDay(bar.last, language),
    days: bar.last - bar.first + 1,
  });
  return bar.state < 2 ? t(language, 'bar.rank', { label, n: bar.rank }) : label;
}

/** What is in the way, in words; empty: nothing. */
export function conflictWords(language: Language, board: Board, conflict: Conflict): string[] {
  const found: string[] = [];
  if (conflict.bars.length) {
    const who = conflict.bars.slice(0, 3).map((bar) => labelOf(board, bar));
    if (conflict.bars.length > 3) who.push(`+${conflict.bars.length - 3}`);
    found.push(t(language, 'move.clash', { who: who.join(', ') }));
  }
  for (const each of conflict.closures) found.push(t(language, 'move.closure', { why: each.says }));
  if (conflict.outside) found.push(t(language, 'move.outside'));
  if (conflict.frozen) found.push(t(language, 'board.frozen'));
  if (conflict.past) found.push(t(language, 'move.past'));
  return found;
}
