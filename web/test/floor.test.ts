import { expect, test } from 'vitest';
import { barOf, fieldOf, gridsOf, lengthIn, lengthNumber, metresOf, sidesIn } from '../src/floor/lengths';
import {
  busiestDay, changesOn, daysOfChange, doingOn, readFloors, rowsOf, shutOn, standingOn, usedOn, type RawFloors,
} from '../src/floor/model';
import { closer, eye, firstLook, middleOf, turn, VIEW_DEGREES } from '../src/floor/orbit';
import { boxOf, PlaceBook, placeOf, roomOf } from '../src/floor/places';
import { blocks } from '../src/floor/treemap';

const stage = {
  id: 'one', name: 'Stage 1', studio: 'k', width_m: 30, depth_m: 22, clear_height_m: 9, floor_m2: 660, aisle_m: 1,
  closures: [{ from: '2028-05-01', to: '2028-05-02', reason: 'works' }], agreements: [{ from: '2028-01-01', to: '2028-06-30' }],
};
const set = {
  id: 'a/lab', stage: 'one', title: 'a', title_name: 'A', set: 'lab', name: 'Lab', x_m: 1.5, y_m: 2, rotated: true, width_m: 8,
  depth_m: 6, height_m: 4, area_m2: 48, from: '2028-02-01', to: '2028-02-20', state: null, rank: 1, holder: '',
  phases: [
    { phase: 'build' as const, from: '2028-02-01', to: '2028-02-05' },
    { phase: 'shoot' as const, from: '2028-02-08', to: '2028-02-10' },
    { phase: 'strike' as const, from: '2028-02-18', to: '2028-02-20' },
  ],
};
const raw: RawFloors = {
  after: '0', project: 'p', name: 'P', plan: 'j', first: '2028-01-01', last: '2028-12-31', today: '2028-01-15', fire_lane_m: 1.2,
  studios: [{ id: 'k', name: 'K', country: 'JP' }], stages: [stage],
  planned: [set, { ...set, id: 'a/den', set: 'den', name: 'Den', from: '2028-02-10', to: '2028-02-12', phases: [], area_m2: null }],
  reserved: [],
};
const floors = readFloors(raw);
const first = floors.planned[0].first;
const [one] = floors.stages;

test('what stands, what it does and what changes, day by day', () => {
  const items = floors.planned;
  expect(standingOn(items, first - 1)).toEqual([]);
  expect(standingOn(items, first + 9).map((each) => each.name)).toEqual(['Lab', 'Den']);
  expect([0, 5, 7, 12, 19].map((at) => doingOn(items[0], first + at))).toEqual(['build', 'wait', 'shoot', 'wait', 'strike']);
  expect(doingOn(items[1], first + 9)).toBe('unsaid');
  const words = (day: number): string[] => changesOn(items, day).map((each) => `${each.what} ${each.phase ?? ''} ${each.item.name}`);
  expect(words(first)).toEqual(['begins build Lab']);
  expect(words(first + 9)).toEqual(['comes  Den']);
  expect(words(first + 19)).toEqual(['goes  Lab']);
  expect(words(first + 20)).toEqual(['clear  Lab']);
  for (const day of daysOfChange(items)) expect(words(day).length).toBeGreaterThan(0);
  for (let day = first - 5; day < first + 30; day++) {
    if (!daysOfChange(items).includes(day)) expect(words(day)).toEqual([]);
  }
});

test('floor in use: a set without an area takes the whole stage', () => {
  expect(usedOn(floors.planned, one, first)).toBe(48);
  expect(usedOn(floors.planned, one, first + 10)).toBe(708);
  expect(busiestDay(floors.planned, one, 5)).toBe(first + 9);
  expect(busiestDay([], one, 5)).toBe(5);
});

test('a closure and the end of an agreement shut a stage', () => {
  expect(shutOn(one, first)).toBeNull();
  expect(shutOn(one, floors.stages[0].closures[0].first)).toEqual({ why: 'closure', reason: 'works' });
  expect(shutOn(one, floors.last)).toEqual({ why: 'agreement', reason: '' });
  expect(shutOn({ ...one, agreements: null }, floors.last)).toBeNull();
});

test('bars never lie over one another in a row', () => {
  const items = Array.from({ length: 60 }, (_, at) => ({ first: (at * 37) % 100, last: ((at * 37) % 100) + (at % 17) }));
  const rows = rowsOf(items);
  items.forEach((a, i) => items.forEach((b, j) => {
    if (i < j && rows[i] === rows[j]) expect(a.last < b.first || b.last < a.first).toBe(true);
  }));
});

test('places are moved, undone, done again, and settle', () => {
  const book = new PlaceBook(floors.planned);
  const to = { x_m: 5, y_m: 2, rotated: true };
  expect(book.move('a/lab', { x_m: 1.5, y_m: 2, rotated: true })).toBe(false);
  expect(book.move('nobody', to)).toBe(false);
  expect(book.move('a/lab', to)).toBe(true);
  expect([...book.moved().keys()]).toEqual(['a/lab']);
  expect(book.undo()).toBe('a/lab');
  expect(book.moved().size).toBe(0);
  expect(book.undo()).toBeNull();
  expect(book.redo()).toBe('a/lab');
  book.settle();
  expect(book.moved().size).toBe(0);
  book.undo();
  expect(book.moved().get('a/lab')).toEqual({ x_m: 1.5, y_m: 2, rotated: true });
});

test('a turned set is as deep as it was wide, in centimetres', () => {
  const box = boxOf(floors.planned[0], { x_m: 1.5, y_m: 2, rotated: true });
  expect(box).toEqual({ x: 150, y: 200, w: 600, d: 800 });
  expect(placeOf(box, true)).toEqual({ x_m: 1.5, y_m: 2, rotated: true });
  expect(roomOf(one)).toEqual({ w: 3000, d: 2200, aisle: 100 });
});

test('blocks have the areas they stand for, lie inside and apart', () => {
  const areas = [390, 265, 80, 0, 12.5, 40];
  const box = { x: 10, y: 20, width: 400, height: 300 };
  const laid = blocks(areas, 900, box);
  laid.forEach((each, place) => {
    expect(each.width * each.height).toBeCloseTo((areas[place] / 900) * 400 * 300, 6);
    expect(each.x).toBeGreaterThanOrEqual(10 - 1e-9);
    expect(each.x + each.width).toBeLessThanOrEqual(410 + 1e-9);
    expect(each.y + each.height).toBeLessThanOrEqual(320 + 1e-9);
    laid.slice(place + 1).forEach((other) => {
      const apart = each.x + each.width <= other.x + 1e-6 || other.x + other.width <= each.x + 1e-6
        || each.y + each.height <= other.y + 1e-6 || other.y + other.height <= each.y + 1e-6;
      expect(apart).toBe(true);
    });
  });
  expect(blocks([], 0, box)).toEqual([]);
  expect(blocks([2000], 900, box)[0]).toEqual(box);
});

test('the first look has every corner in sight; turning and drawing nearer have their ends', () => {
  for (const aspect of [0.6, 1, 1.8]) {
    const [w, d, h] = [32, 24, 9];
    const look = firstLook(w, d, h, aspect);
    const middle = middleOf(h);
    const at = eye(look, middle);
    const ahead = [0, 1, 2].map((i) => (middle[i] - at[i]) / look.far);
    const right = [Math.cos(look.around), 0, -Math.sin(look.around)];
    const up = [right[1] * ahead[2] - right[2] * ahead[1], right[2] * ahead[0] - right[0] * ahead[2], right[0] * ahead[1] - right[1] * ahead[0]];
    const dot = (a: number[], b: number[]): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    const edge = Math.tan((VIEW_DEGREES * Math.PI) / 360);
    for (const x of [-w / 2, w / 2]) for (const y of [0, h]) for (const z of [-d / 2, d / 2]) {
      const point = [x - at[0], y - at[1], z - at[2]];
      const far = dot(point, ahead);
      expect(far).toBeGreaterThan(0);
      expect(Math.abs(dot(point, up)) / far).toBeLessThanOrEqual(edge);
      expect(Math.abs(dot(point, right)) / far).toBeLessThanOrEqual(edge * aspect);
    }
    expect(turn(look, 0, 9).above).toBeLessThan(Math.PI / 2);
    expect(turn(look, 0, -9).above).toBeGreaterThan(0);
    expect(closer(look, 1e-9, 40).far).toBe(4);
    expect(closer(look, 1e9, 40).far).toBe(200);
  }
});

test('lengths in metres, or in feet beside square feet', () => {
  expect(lengthIn('en', 'm2', 6.5)).toBe('6.5 m');
  expect(lengthIn('ja', 'tsubo', 12)).toBe('12 m');
  expect(lengthIn('en', 'ft2', 3.048)).toBe('10 ft');
  expect(lengthNumber('en', 'm2', 6)).toBe('6.00');
  expect(sidesIn('en', 'm2', [14, 10, 6.5])).toBe('14 × 10 × 6.5 m');
  expect(metresOf('ft2', '10')).toBe(3.05);
  expect(metresOf('m2', ' 2.345 ')).toBe(2.35);
  expect(metresOf('m2', '')).toBeNaN();
  expect(fieldOf('ft2', 3.048)).toBe('10.00');
  expect(gridsOf('m2')).toContain(50);
  expect(barOf('m2', 7.5)).toBe(5);
  expect(barOf('m2', 0.1)).toBe(1);
  expect(barOf('ft2', 7.5)).toBeCloseTo(6.096);
});
