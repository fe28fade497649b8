import { expect, test } from 'vitest';
import type { LedgerEvent } from '../src/api/client';
import { happeningOf, lineOf } from '../src/shell/happenings';

const state = (fields: object) => ({
  id: 'a', stage: 'toho-7', title: 'Vapor', set: 'lab', state: 'held', rank: 1, from: '2028-03-01', to: '2028-03-21', ...fields,
});
const event = (before: object | null, after: object | null, actor = 'other'): LedgerEvent => ({
  seq: 1, stage: 'toho-7', command: 'c', kind: 'x', reservation: 'a', actor, body: JSON.stringify({ before, after }),
});

test('what others do to a hold is worth a notification, what one does oneself is not', () => {
  const cases: [string | null, object, object][] = [
    ['challenged', state({}), state({ state: 'challenged' })],
    ['firm', state({}), state({ state: 'confirmed' })],
    [null, state({ state: 'confirmed' }), state({ state: 'booked' })],
    ['gone', state({}), state({ state: 'released' })],
    ['up', state({ rank: 2 }), state({ rank: 1 })],
    ['lapsed', state({}), state({ state: 'lapsed', rank: 0 })],
    [null, state({}), state({ from: '2028-03-02' })],
  ];
  for (const [what, before, after] of cases) expect(happeningOf(event(before, after), 'me')?.what ?? null).toBe(what);
  expect(happeningOf(event(state({}), state({ state: 'released' }), 'me'), 'me')).toBeNull();
  expect(happeningOf(event(null, state({})), 'me')).toBeNull();
  expect(happeningOf(event(null, null), 'me')).toBeNull();
});

test('happenings of one command make one line', () => {
  const one = happeningOf(event(state({ rank: 3 }), state({ rank: 2 })), 'me')!;
  expect(lineOf('en', [one], () => 'Stage 7')).toBe('Moved up to rank 2: Vapor · lab, Stage 7, Mar 1, 2028 – Mar 21, 2028.');
  expect(lineOf('en', [one, one, one], () => '')).toBe('3 holds have changed.');
});
