import { expect, test } from 'vitest';
import { parts, pressing, waiting } from '../src/desk/queue';
import { bar, board } from './board';

const NOW = Date.parse('2028-03-01T00:00:00+00:00');

test('what runs out first comes first; what is far off is left out unless it is challenged', () => {
  const on = board([
    bar('far', 1, 2, { due: '2028-06-01T00:00:00+00:00' }),
    bar('asked', 3, 4, { state: 1, due: '2028-04-01T00:00:00+00:00' }),
    bar('soon', 5, 6, { due: '2028-03-02T00:00:00+00:00' }),
    bar('never', 7, 8),
  ]);
  expect(pressing(on, NOW).map((each) => each.bar.id)).toEqual(['soon', 'asked']);
});

test('who waits is named with those before it, the best first', () => {
  const on = board([
    bar('one', 1, 9), bar('two', 5, 12, { rank: 2 }), bar('three', 8, 15, { rank: 3 }),
    bar('apart', 20, 22),
  ]);
  const found = waiting(on);
  expect(found.map((each) => each.bar.id)).toEqual(['two', 'three']);
  expect(found[1].behind.map((each) => each.id)).toEqual(['one', 'two']);
});

test('a countdown never goes below nothing', () => {
  expect(parts(90_061_000)).toEqual({ days: 1, hours: 1, minutes: 1, seconds: 1 });
  expect(parts(-5)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 0 });
});
