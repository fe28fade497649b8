import { expect, test } from 'vitest';
import { Control } from '../src/board/control';
import { TALL } from '../src/board/sight';
import { hit, rectOf, within } from '../src/board/hit';
import { firstFrom, pack, slice } from '../src/board/layout';
import { panned, revealing, zoomed, dayAt, xOf } from '../src/board/view';
import { bar, board, draws, layout, stage } from './board';

const VIEW = { t0: 0, scale: 4, top: 0, width: 800, height: 400 };

test('no two bars of a lane share a day, and lower ranks lie below higher ones', () => {
  const draw = draws(7);
  for (let round = 0; round < 40; round++) {
    const bars = Array.from({ length: 60 }, (_, i) => {
      const first = draw(300);
      return bar(`b${i}`, first, first + draw(40), { rank: 1 + draw(3) });
    }).sort((a, b) => a.first - b.first);
    const packed = pack(bars);
    for (const one of bars) {
      for (const other of bars) {
        if (one === other) continue;
        const [a, b] = [packed.lanes.get(one.id)!, packed.lanes.get(other.id)!];
        if (a === b) expect(one.last < other.first || other.last < one.first).toBe(true);
        if (one.rank < other.rank) expect(a).toBeLessThan(b);
      }
    }
    expect(Math.max(...packed.lanes.values()) + 1).toBe(packed.count);
  }
});

test('the slice of a window holds every bar that touches it', () => {
  const draw = draws(3);
  const bars = Array.from({ length: 200 }, (_, i) => {
    const first = draw(1000);
    return bar(`b${i}`, first, first + draw(90));
  }).sort((a, b) => a.first - b.first);
  const packed = pack(bars);
  for (let first = 0; first < 1100; first += 17) {
    const last = first + 23;
    const [from, to] = slice(packed, first, last);
    const inside = new Set(bars.slice(from, to));
    for (const each of bars) {
      if (each.first <= last && each.last >= first) expect(inside.has(each)).toBe(true);
    }
  }
  expect(firstFrom(bars, -5)).toBe(0);
  expect(firstFrom(bars, 5000)).toBe(200);
});

test('what is drawn is what is hit: body, edges, and the row below nothing', () => {
  const on = board([bar('a', 10, 29), bar('b', 20, 39)]);
  const rows = layout(on);
  for (const each of on.bars.values()) {
    const rect = rectOf(VIEW, rows, each)!;
    const y = rect.y + rect.height / 2;
    expect(hit(VIEW, rows, rect.x + rect.width / 2, y)).toEqual({ bar: each, zone: 'body' });
    expect(hit(VIEW, rows, rect.x + 2, y)?.zone).toBe('start');
    expect(hit(VIEW, rows, rect.x + rect.width - 2, y)?.zone).toBe('end');
  }
  expect(hit(VIEW, rows, 4, 60)).toBeNull();
  expect(hit(VIEW, rows, 100, 5000)).toBeNull();
  expect(within(VIEW, rows, { x: 0, y: 0, width: 800, height: 400 }).length).toBe(2);
  expect(within(VIEW, rows, { x: 0, y: 0, width: 50, height: 400 }).map((each) => each.id)).toEqual(['a']);
});

test('folding a studio hides its stages and keeps its line', () => {
  const on = board([bar('a', 1, 5)], [stage(), stage({ id: 'x', name: 'x', studio: -1 })]);
  const open = layout(on);
  expect(open.lines.map((each) => each.kind)).toEqual(['country', 'studio', 'stage', 'country', 'stage']);
  const shut = layout(on, 24, new Set(['studio toho']));
  expect(shut.lines.map((each) => each.kind)).toEqual(['country', 'studio', 'country', 'stage']);
  expect(shut.topOf(on.bars.get('a')!)).toBeNull();
  expect(shut.full).toBeLessThan(open.full);
});

test('zoom keeps the day under the pointer, and stays within its bounds', () => {
  for (const factor of [0.5, 2, 1e6, 1e-6]) {
    const next = zoomed(VIEW, 300, factor);
    expect(dayAt(next, 300)).toBeCloseTo(dayAt(VIEW, 300), 6);
    expect(next.scale).toBeLessThanOrEqual(80);
    expect(next.scale).toBeGreaterThanOrEqual(0.03);
  }
});

test('rows never scroll beyond their ends, and a bar that is visited comes in sight', () => {
  expect(panned(VIEW, 0, -50, 1000).top).toBe(0);
  expect(panned(VIEW, 0, 5000, 1000).top).toBe(600);
  expect(panned(VIEW, 0, 50, 100).top).toBe(0);
  const seen = revealing(VIEW, 900, 920, 700, 24, 1000);
  expect(xOf(seen, 900)).toBeGreaterThanOrEqual(0);
  expect(xOf(seen, 921)).toBeLessThanOrEqual(800);
  expect(seen.top).toBe(324);
});

test('however many rows there are, all of them can be brought in sight', () => {
  const stages = Array.from({ length: 200 }, (_, i) => stage({ id: `s${i}`, name: `s${i}` }));
  const on = board(stages.map((_, i) => bar(`b${i}`, 1, 9, { stage: i })), stages);
  const hooks = { changed: () => undefined, painted: () => undefined, say: () => undefined, tell: () => undefined };
  const control = new Control(on, 'en', hooks);
  control.size(1200, 588);
  control.rows(0);
  expect(control.layout.full).toBeLessThan(588.5);
  control.rows(TALL);
  expect(control.layout.full).toBeGreaterThan(5000);
});
