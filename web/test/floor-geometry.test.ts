import { expect, test } from 'vitest';
import { fit, gap, inside, keptInside, snapped, tooNear, turned, type Box, type Room } from '../src/floor/geometry';

/** Random numbers that repeat. */
function draws(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * most);
  };
}

/** Whether a straight aisle of a width runs between two, looked for on every strip of the floor. */
function hasAisle(one: Box, two: Box, aisle: number): boolean {
  const free = (low: number, high: number, [a, b]: [number, number], [c, d]: [number, number]): boolean =>
    (b <= low && c >= high) || (d <= low && a >= high);
  for (let at = -10; at <= 60; at++) {
    if (free(at, at + aisle, [one.x, one.x + one.w], [two.x, two.x + two.w])) return true;
    if (free(at, at + aisle, [one.y, one.y + one.d], [two.y, two.y + two.d])) return true;
  }
  return false;
}

function overlap(one: Box, two: Box): boolean {
  for (let x = one.x; x < one.x + one.w; x++) {
    for (let y = one.y; y < one.y + one.d; y++) {
      if (x >= two.x && x < two.x + two.w && y >= two.y && y < two.y + two.d) return true;
    }
  }
  return false;
}

test('too near is where no straight aisle runs between two', () => {
  const draw = draws(7);
  const box = (): Box => ({ x: draw(20), y: draw(20), w: 1 + draw(12), d: 1 + draw(12) });
  for (let round = 0; round < 3000; round++) {
    const [one, two, aisle] = [box(), box(), draw(6)];
    expect(gap(one, two) < 0).toBe(overlap(one, two));
    expect(gap(one, two)).toBe(gap(two, one));
    expect(gap(one, two) >= aisle).toBe(hasAisle(one, two, aisle));
    expect(tooNear(one, [two, two], { w: 99, d: 99, aisle }).length).toBe(hasAisle(one, two, aisle) ? 0 : 2);
  }
});

test('turned twice it lies as before, where there is room', () => {
  const room: Room = { w: 3000, d: 2200, aisle: 100 };
  const box = { x: 1000, y: 800, w: 600, d: 400 };
  const once = turned(box, room);
  expect(once).toEqual({ x: 1100, y: 700, w: 400, d: 600 });
  expect(turned(once, room)).toEqual(box);
  const draw = draws(3);
  for (let round = 0; round < 500; round++) {
    const any = { x: draw(3000), y: draw(2200), w: 100 + draw(2000), d: 100 + draw(2000) };
    const lies = turned(any, room);
    expect([lies.w, lies.d]).toEqual([any.d, any.w]);
    expect(inside(lies, room)).toBe(lies.w <= room.w && lies.d <= room.d);
  }
});

test('what is kept inside is the nearest place inside', () => {
  const room: Room = { w: 30, d: 20, aisle: 1 };
  const draw = draws(11);
  for (let round = 0; round < 200; round++) {
    const box = { x: draw(60) - 20, y: draw(60) - 20, w: 1 + draw(10), d: 1 + draw(10) };
    const kept = keptInside(box, room);
    let nearest = Infinity;
    for (let x = 0; x + box.w <= room.w; x++) {
      for (let y = 0; y + box.d <= room.d; y++) nearest = Math.min(nearest, Math.hypot(x - box.x, y - box.y));
    }
    expect(inside(kept, room)).toBe(true);
    expect(Math.hypot(kept.x - box.x, kept.y - box.y)).toBeCloseTo(nearest, 9);
  }
});

test('walls, aisles and edges of others catch a box; else the grid does', () => {
  const room: Room = { w: 3000, d: 2200, aisle: 100 };
  const other = { x: 1000, y: 0, w: 800, d: 600 };
  const at = (x: number, y: number) => snapped({ x, y, w: 400, d: 300 }, [other], room, 50, 20);
  expect(at(13, 1234)).toMatchObject({ box: { x: 0, y: 1250 }, x: 0, y: null });
  expect(at(2590, 1888).box).toMatchObject({ x: 2600, y: 1900 });
  expect(at(1911, 220).box).toMatchObject({ x: 1900, y: 200 }); // an aisle to the right of it
  expect(at(489, 220).box).toMatchObject({ x: 500 }); // and to its left
  expect(at(1012, 712).box).toMatchObject({ x: 1000, y: 700 }); // behind it, edge to edge
  expect(at(1387, 1500).box).toMatchObject({ x: 1400 }); // far behind: its edges are in line
  expect(at(730, 1500)).toMatchObject({ box: { x: 750 }, x: null }); // nothing near: the grid
});

test('what is caught by an aisle is never too near for it', () => {
  const draw = draws(23);
  for (let round = 0; round < 2000; round++) {
    const room: Room = { w: 3000, d: 2200, aisle: 20 + draw(100) };
    const other = { x: draw(2000), y: draw(1500), w: 100 + draw(600), d: 100 + draw(600) };
    const box = { x: draw(2500), y: draw(2000), w: 100 + draw(400), d: 100 + draw(400) };
    const found = snapped(box, [other], room, 1, 30);
    const lines = [other.x + other.w + room.aisle, other.x - room.aisle];
    if (found.x !== null && lines.includes(found.x) && found.x !== 0 && found.x !== room.w && found.y === null) {
      expect(gap(found.box, other)).toBeGreaterThanOrEqual(room.aisle);
    }
    expect(Math.abs(found.box.x - box.x)).toBeLessThanOrEqual(30);
    expect(Math.abs(found.box.y - box.y)).toBeLessThanOrEqual(30);
  }
});

test('floor and lane fit their picture, whatever its form', () => {
  for (const [width, height] of [[800, 500], [300, 900], [1200, 200]]) {
    const view = fit(30, 22, 1.2, { width, height }, 40);
    expect(view.left - 1.2 * view.scale).toBeGreaterThanOrEqual(40 - 1e-9);
    expect(view.left + 31.2 * view.scale).toBeLessThanOrEqual(width - 40 + 1e-9);
    expect(view.front + 1.2 * view.scale).toBeLessThanOrEqual(height - 40 + 1e-9);
    expect(view.front - 23.2 * view.scale).toBeGreaterThanOrEqual(40 - 1e-9);
  }
});
