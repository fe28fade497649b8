import { expect, test } from 'vitest';
import { any, conflictOf, disturb, hard } from '../src/board/conflicts';
import { pack } from '../src/board/layout';
import { resized, shifted } from '../src/board/model';
import { bar, board, stage } from './board';

const NOBODY = new Set<string>();

function met(one: ReturnType<typeof bar>, others: ReturnType<typeof bar>[], on = stage()) {
  return conflictOf(one, on, pack([...others].sort((a, b) => a.first - b.first)), 0, NOBODY);
}

test('on a whole stage, every first rank that shares a day is in the way', () => {
  const others = [bar('a', 1, 5), bar('b', 9, 12), bar('c', 3, 30, { rank: 2 })];
  expect(met(bar('x', 5, 9), others).bars.map((each) => each.id)).toEqual(['a', 'b']);
  expect(any(met(bar('x', 6, 8), others))).toBe(false);
  expect(met(bar('a', 2, 4), others).bars).toEqual([]);
});

test('on a shared floor, only too much floor or noise is in the way', () => {
  const shared = stage({ shared: true, floor_m2: 100, quiet: false });
  const others = [bar('a', 1, 10, { area: 40 }), bar('b', 8, 20, { area: 40 })];
  expect(met(bar('x', 1, 20, { area: 20 }), others, shared).bars).toEqual([]);
  const ids = met(bar('x', 5, 20, { area: 30 }), others, shared).bars.map((each) => each.id);
  expect(ids.sort()).toEqual(['a', 'b']);
  expect(met(bar('x', 11, 20, { area: 30 }), others, shared).bars).toEqual([]);
});

test('while one shoots on a quiet stage, nobody builds, strikes or shoots beside it', () => {
  const shoots = bar('a', 1, 9, { area: 10, phases: [0, 1, 3, 2, 4, 6, 4, 7, 9] });
  const builds = bar('b', 6, 9, { area: 10, phases: [0, 6, 9] });
  const lights = bar('c', 4, 6, { area: 10, phases: [1, 4, 6] });
  expect(disturb(shoots, builds)).toBe(true);
  expect(disturb(builds, shoots)).toBe(true);
  expect(disturb(shoots, lights)).toBe(false);
  expect(disturb(shoots, shifted(builds, 1))).toBe(false);
  const quiet = stage({ shared: true, floor_m2: 100 });
  expect(met(builds, [shoots], quiet).bars).toEqual([shoots]);
  expect(met(bar('x', 1, 2, { area: 1 }), [shoots], quiet).bars).toEqual([shoots]);
});

test('closures, the past and days outside agreements are told apart', () => {
  const on = stage({
    closures: [{ first: 5, last: 6, says: 'works' }],
    agreements: [{ first: 0, last: 10, says: '' }, { first: 11, last: 20, says: '' }],
  });
  expect(hard(met(bar('x', 6, 8), [], on))).toBe(true);
  expect(met(bar('x', 8, 15), [], on).outside).toBe(false);
  const outside = met(bar('x', 15, 21), [], on);
  expect([outside.outside, hard(outside), any(outside)]).toEqual([true, false, true]);
  expect(met(bar('x', -1, 2), []).past).toBe(true);
});

test('moves carry phases along, and an end never cuts them', () => {
  const one = bar('a', 10, 20, { phases: [0, 10, 12, 2, 15, 18] });
  expect(shifted(one, 7).phases).toEqual([0, 17, 19, 2, 22, 25]);
  expect(shifted(shifted(one, 7), -7)).toEqual(one);
  expect(resized(one, 'end', -9).last).toBe(18);
  expect(resized(one, 'end', 4).last).toBe(24);
  expect(resized(one, 'start', 5).first).toBe(10);
  expect(resized(bar('b', 10, 20), 'start', 50).first).toBe(20);
});

test('news that is older than what is shown changes nothing', () => {
  const on = board([bar('a', 1, 5, { version: 3 })]);
  const told = {
    id: 'a', stage: 'no1', title: 'vapor', holder: 'local', from: '1970-01-10', to: '1970-01-12',
    state: 'held', rank: 1, version: 2, area_m2: null, set: null, sync_sound: true, phases: [], challenges: [],
    lapses_at: null, sign_by: null,
  };
  expect(on.put(told)).toEqual([]);
  expect(on.put({ ...told, version: 4 })).toEqual([0]);
  expect(on.bars.get('a')!.first).toBe(9);
  expect(on.put({ ...told, version: 5, state: 'released' })).toEqual([0]);
  expect(on.bars.size).toBe(0);
  expect(on.put({ ...told, version: 4 })).toEqual([]);
  expect(on.put({ ...told, version: 6, title: 'other' })).toEqual([0]);
  expect(on.titles.map((each) => each.id)).toEqual(['vapor', 'other']);
});
