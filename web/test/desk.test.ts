import { expect, test } from 'vitest';
import { monthsOf, spansOf, type Offer } from '../src/desk/free';
import { isBlocked, mayMoveUp, waiting } from '../src/desk/queue';
import { mondayOf, weekOf } from '../src/desk/week';
import { fromIso, weekday } from '../src/board/days';
import { placeOf } from '../src/shell/tour';
import { moneyIn } from '../src/words/money';
import { bar, board, stage } from './board';

test('a week begins on Monday and says who is there in which phase', () => {
  for (let day = 20_000; day < 20_014; day++) expect(weekday(mondayOf(day))).toBe(0);
  const monday = mondayOf(21_000);
  const on = board([
    bar('a', monday - 9, monday + 1, { phases: [0, monday - 9, monday, 2, monday + 1, monday + 1] }),
    bar('b', monday + 3, monday + 30, { rank: 2 }),
    bar('c', monday + 7, monday + 9),
  ], [stage({ closures: [{ first: monday + 4, last: monday + 4, says: 'works' }] }), stage({ id: 'x', open: false })]);
  const [row, ...others] = weekOf(on, monday);
  expect(others).toEqual([]);
  expect(row.cells.map((cell) => cell.there.map((each) => each.bar.id).join())).toEqual(['a', 'a', '', 'b', 'b', 'b', 'b']);
  expect(row.cells[0].there[0]).toMatchObject({ phase: 0, ends: false });
  expect(row.cells[1].there[0]).toMatchObject({ phase: 2, ends: true });
  expect(row.cells[3].there[0]).toMatchObject({ phase: null, begins: true });
  expect(row.cells[4]).toMatchObject({ works: false, off: ['works'] });
});

test('free windows lie on the line from their first start to the end of their last', () => {
  const window = { first_start: '2028-03-11', last_start: '2028-03-21', days: 10, rank: 1, book_only: false };
  const offer: Offer = { stage: 'no1', beside: false, lacks: [], unknown: [], windows: [window, { ...window, rank: 2, last_start: '2028-06-01' }] };
  const [behind, free] = spansOf(offer, fromIso('2028-03-01'), fromIso('2028-04-09'));
  expect(behind).toMatchObject({ rank: 2, to: 1 });
  expect(free.from).toBeCloseTo(10 / 40);
  expect(free.to).toBeCloseTo(30 / 40);
  expect(monthsOf(fromIso('2028-02-15'), fromIso('2028-04-15')).length).toBe(2);
});

test('who waits behind nobody may move up; who waits behind what is firm cannot challenge', () => {
  const on = board([bar('a', 1, 5, { state: 3 }), bar('b', 3, 9, { rank: 2 }), bar('c', 20, 25, { rank: 2 })]);
  const [b, c] = waiting(on);
  expect([b.bar.id, isBlocked(b), mayMoveUp(b)]).toEqual(['b', true, false]);
  expect([c.bar.id, isBlocked(c), mayMoveUp(c)]).toEqual(['c', false, true]);
});

test('the card of the tour lies on the page, and not over what it speaks of where there is room', () => {
  const page = { width: 1000, height: 700 };
  const card = { width: 400, height: 200 };
  for (const target of [
    { x: 0, y: 0, width: 100, height: 30 }, { x: 900, y: 650, width: 100, height: 40 },
    { x: 0, y: 100, width: 200, height: 600 }, { x: 0, y: 0, width: 1000, height: 700 },
  ]) {
    const { x, y } = placeOf(target, card, page);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + card.width).toBeLessThanOrEqual(page.width);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y + card.height).toBeLessThanOrEqual(page.height);
    const apart = x >= target.x + target.width || y >= target.y + target.height || y + card.height <= target.y;
    expect(apart).toBe(target.width < 1000);
  }
});

test('money keeps every digit of its text', () => {
  expect(moneyIn('en', '12345678901234567890', 'JPY')).toBe('¥12,345,678,901,234,567,890');
  expect(moneyIn('ja', '6861406450', 'JPY')).toBe('￥6,861,406,450');
});
