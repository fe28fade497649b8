import { expect, test } from 'vitest';
import { keyOf, type BoardDay } from '../src/shooting/board';
import { History } from '../src/shooting/history';
import {
  addDay, adoptDay, boneyard, breakSpots, carry, dateDay, dayBefore, dropDay, freeDate, moveBreak, moved, plusDays, same, shiftDay, spotNow, spots, turnDay, type Days, type Target,
} from '../src/shooting/order';

/** Numbers that seem random and repeat. */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * n);
  };
}

const SCRIPT = Array.from({ length: 14 }, (_, at) => String(at + 1));

function deal(roll: (n: number) => number): Days {
  const days: BoardDay[] = [1, 2, 3, 5].map((day) => ({ date: `2028-03-0${day}`, unit: 'main', kind: 'day', scenes: [] }));
  for (const number of SCRIPT) {
    const at = roll(5);
    if (at < 4) (days[at].scenes as string[]).splice(roll(days[at].scenes.length + 1), 0, number);
  }
  return days;
}

/** The same by hand: one long list with day breaks, from which things are cut and pasted. */
function byHand(days: Days, wanted: Set<string>, to: Target): Record<string, string[]> {
  const line: string[] = days.flatMap((day) => [`# ${keyOf(day)}`, ...day.scenes]);
  const outside = SCRIPT.filter((number) => !line.includes(number));
  let place = line.length;
  if (to) {
    const from = line.indexOf(`# ${keyOf(to)}`);
    place = from + 1 + to.at;
  }
  const moving = [...line.filter((each) => wanted.has(each)), ...outside.filter((each) => wanted.has(each))];
  const head = line.slice(0, place).filter((each) => !wanted.has(each));
  const tail = line.slice(place).filter((each) => !wanted.has(each));
  const found: Record<string, string[]> = {};
  let key = '';
  for (const each of [...head, ...(to ? moving : []), ...tail]) {
    if (each.startsWith('# ')) found[(key = each.slice(2))] = [];
    else found[key].push(each);
  }
  return found;
}

test('any scenes carried anywhere stand as when they are cut and pasted by hand', () => {
  const roll = dice(11);
  for (let round = 0; round < 3000; round++) {
    const days = deal(roll);
    const wanted = new Set(SCRIPT.filter(() => roll(4) === 0));
    const all = spots(days, wanted);
    const to = all[roll(all.length)];
    const after = carry(SCRIPT, days, wanted, to);
    expect(Object.fromEntries(after.map((day) => [keyOf(day), [...day.scenes]]))).toEqual(byHand(days, wanted, to));
    const left = boneyard(SCRIPT, after);
    expect([...left, ...after.flatMap((day) => day.scenes)].sort()).toEqual([...SCRIPT].sort());
    if (to === null) expect([...wanted].every((number) => left.includes(number))).toBe(true);
  }
});

test('what is put where it stands changes nothing, and its place is among the places', () => {
  const roll = dice(5);
  for (let round = 0; round < 500; round++) {
    const days = deal(roll);
    const number = SCRIPT[roll(SCRIPT.length)];
    const one = new Set([number]);
    const now = spotNow(days, one);
    expect(now).toBeGreaterThanOrEqual(0);
    expect(carry(SCRIPT, days, one, spots(days, one)[now])).toBe(days);
  }
});

test('places of several that are carried lie between the others only', () => {
  const days: Days = [{ date: '2028-03-01', unit: 'main', kind: 'day', scenes: ['1', '2', '3'] }];
  expect(spots(days, new Set(['1', '3'])).map((spot) => spot?.at)).toEqual([1, 3, undefined]);
});

test('days are added, turned, dated, shifted and taken away; dates never meet', () => {
  const days = deal(dice(3));
  const off = new Set(['2028-03-04']);
  expect(freeDate(days, 'main', '2028-03-03', off)).toBe('2028-03-06');
  expect(freeDate(days, 'second', '2028-03-03', off)).toBe('2028-03-03');
  const more = addDay(days, { date: '2028-03-04', unit: 'main', kind: 'night', scenes: [] });
  expect(more.map((day) => day.date)).toEqual(['2028-03-01', '2028-03-02', '2028-03-03', '2028-03-04', '2028-03-05']);
  expect(addDay(more, more[3])).toBe(more);
  const [first, second] = [keyOf(days[0]), keyOf(days[1])];
  expect(turnDay(days, first)[0].kind).toBe('night');
  const swapped = dateDay(days, first, '2028-03-02');
  expect([swapped[0].scenes, swapped[1].scenes]).toEqual([days[1].scenes, days[0].scenes]);
  expect(dateDay(days, first, '2028-03-09').at(-1)?.scenes).toBe(days[0].scenes);
  const shifted = shiftDay(days, first, 2);
  expect(shifted.map((day) => day.scenes)).toEqual([days[1], days[2], days[0], days[3]].map((day) => day.scenes));
  expect(shiftDay(days, first, -1)).toBe(days);
  expect(dropDay(days, second).map((day) => day.date)).toEqual(['2028-03-01', '2028-03-03', '2028-03-05']);
  expect(plusDays('2028-02-28', 2)).toBe('2028-03-01');
});

test('a day break goes to any place between its two days, and the order of the scenes stays', () => {
  const roll = dice(7);
  for (let round = 0; round < 300; round++) {
    const main = deal(roll);
    const days = addDay(main, { date: main[1].date, unit: 'second', kind: 'day', scenes: ['90', '91'] });
    const own = main[1 + roll(3)];
    const before = main[main.indexOf(own) - 1];
    const key = keyOf(own);
    expect(dayBefore(days, key)).toBe(before);
    const all = breakSpots(days, key);
    expect(all.length).toBe(before.scenes.length + own.scenes.length + 1);
    expect(moveBreak(days, key, all[before.scenes.length])).toBe(days);
    const at = roll(all.length);
    const after = moveBreak(days, key, all[at]);
    const scenes = (of: BoardDay): readonly string[] => after.find((day) => keyOf(day) === keyOf(of))!.scenes;
    expect(scenes(before).length).toBe(at);
    expect([...scenes(before), ...scenes(own)]).toEqual([...before.scenes, ...own.scenes]);
    expect(after.filter((day) => ![keyOf(before), key].includes(keyOf(day)))).toEqual(days.filter((day) => day !== before && day !== own));
  }
  const days = deal(dice(1));
  expect(dayBefore(days, keyOf(days[0]))).toBeNull();
  expect(breakSpots(days, keyOf(days[0]))).toEqual([]);
});

test('taking over every day of another board makes it the same board', () => {
  const roll = dice(23);
  for (let round = 0; round < 200; round++) {
    const [mine, other] = [deal(roll), deal(roll).filter((day) => day.scenes.length)];
    let now: Days = mine;
    for (const day of other) {
      now = adoptDay(now, day);
      expect(now.find((each) => keyOf(each) === keyOf(day))?.scenes).toEqual(day.scenes);
      const placed = now.flatMap((each) => each.scenes);
      expect(new Set(placed).size).toBe(placed.length);
    }
    const known = new Set(other.map(keyOf));
    const left = now.filter((day) => !known.has(keyOf(day))).flatMap((day) => day.scenes);
    expect(left.every((number) => boneyard(SCRIPT, other).includes(number))).toBe(true);
    expect(same(now.filter((day) => known.has(keyOf(day))), other)).toBe(true);
    expect(moved(now, now).size).toBe(0);
  }
});

test('what is done can be undone and done again, until something new is done', () => {
  const history = new History('a', 2);
  history.put('b');
  history.put('c');
  history.put('d');
  expect([history.undo(), history.undo(), history.undo()]).toEqual(['c', 'b', 'b']);
  expect(history.canUndo).toBe(false);
  expect([history.redo(), history.canRedo]).toEqual(['c', true]);
  history.put('e');
  expect([history.canRedo, history.redo(), history.undo()]).toEqual([false, 'e', 'c']);
});
