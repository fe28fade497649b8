import { expect, test } from 'vitest';
import { Adviser } from '../src/shooting/advise';
import { minus, moneyIn, signOf } from '../src/shooting/amounts';
import { clockOf, hoursOf, pagesOf, type BoardDay, type Desk, type Scene, type Strip } from '../src/shooting/board';
import { fall, scrollBy, type Slot } from '../src/shooting/geometry';

test('lengths are written as the trade writes them', () => {
  expect([0, 1, 8, 19].map(pagesOf)).toEqual(['0', '1/8', '1', '2 3/8']);
  expect([hoursOf(605), clockOf(420, 'en'), clockOf(1530, 'en'), clockOf(1530, 'ja')]).toEqual(['10:05', '07:00', '01:30 +1', '25:30']);
});

test('amounts are subtracted exactly, beyond what a float holds', () => {
  expect(minus('90071992547409931.10', '0.1')).toBe('90071992547409931.00');
  expect(minus('1', '2.50')).toBe('-1.50');
  expect(minus('0.05', '0.10')).toBe('-0.05');
  expect([signOf('-0.05'), signOf('0.00'), signOf('7')]).toEqual([-1, 0, 1]);
  expect(moneyIn('en', '90071992547409931', 'JPY')).toBe('¥90,071,992,547,409,931');
  expect(moneyIn('en', '-50', 'JPY', true)).toBe('-¥50');
});

test('a pointer falls before the strip whose upper half it is on', () => {
  const slots: Slot[] = [0, 30, 60].map((from, at) => ({ from, to: from + 30, target: { date: '2028-03-01', unit: 'main', at } }));
  expect([0, 14, 16, 44, 46, 500].map((y) => fall(slots, y)?.line)).toEqual([0, 0, 30, 30, 60, 60]);
  expect(fall([], 3)).toBeNull();
  expect([scrollBy(0, 400), scrollBy(200, 400), scrollBy(400, 400)]).toEqual([-18, 0, 18]);
});

const scene = (number: string, more: Partial<Scene> = {}): Scene => ({
  number, heading: '', set: 'a', setting: 'INT', time: 'day', eighths: 4, synopsis: '', script_day: '', unit: 'main',
  cast: ['1'], after: [], on: null, earliest: null, latest: null, ...more,
});
const strip = (more: Partial<Strip> = {}): Strip => ({ tone: 'int-day', minutes: 100, place: 'location/x', place_name: 'X', call: '', turn: 1, ...more });

const DESK = {
  shooting: {
    start: '2028-03-01', latest: '2028-03-20', units: ['main'], move_minutes: 30,
    rules: { most_eighths: 10, most_minutes: 400, around_minutes: 100, day_call: 420, night_call: 960, rest_minutes: 600, most_days_in_a_row: null, moves_a_day: 0 },
    cast: [{ id: '1', name: 'One', actor: '', available: [{ from: '2028-03-01', to: '2028-03-10' }], most_minutes: null, no_night: true }],
    locations: [{ id: 'x', name: 'X', available: [{ from: '2028-03-02', to: '2028-03-30' }] }, { id: 'y', name: 'Y', available: [] }],
    moves: [{ between: ['y', 'x'], minutes: 70 }],
    sets: [{ id: 'a', name: 'A', location: 'x', available: [] }, { id: 'b', name: 'B', location: 'y', available: [] }],
    scenes: [scene('1'), scene('2', { set: 'b', after: ['1'], cast: [] }), scene('3', { time: 'dusk', setting: 'EXT', cast: [] }), scene('4', { on: '2028-03-05', cast: [] })],
  },
  strips: { 1: strip(), 2: strip({ place: 'location/y' }), 3: strip({ call: 'day', turn: 2 }), 4: strip() },
  off: [{ date: '2028-03-04', en: 'Day off', ja: '休日' }],
} as unknown as Desk;

test('advice has the codes of the checker', () => {
  const adviser = new Adviser(DESK);
  const day = (date: string, scenes: string[], kind: BoardDay['kind'] = 'day'): BoardDay => ({ date, unit: 'main', kind, scenes });
  const codes = (...days: BoardDay[]): string[] => adviser.board(days).map((mark) => mark.code);
  expect(adviser.sum(['1', '2'])).toEqual({ eighths: 8, minutes: 370, moves: 1 });
  expect(codes(day('2028-03-02', ['1']))).toEqual([]);
  expect(codes(day('2028-03-01', ['1']))).toEqual(['location-closed']);
  expect(codes(day('2028-03-04', ['1']))).toEqual(['no-working-day']);
  expect(codes(day('2028-03-21', ['2']))).toEqual(['after-latest']);
  expect(codes(day('2028-03-12', ['1'], 'night'))).toEqual(['player-away', 'night-work']);
  expect(codes(day('2028-03-05', ['1', '4', '3', '2']))).toEqual(['too-many-pages', 'day-too-long', 'too-many-moves', 'dusk-not-last']);
  expect(codes(day('2028-03-03', ['3'], 'night'), day('2028-03-06', ['4']))).toEqual(['needs-day-call', 'not-on-its-day']);
  expect(codes(day('2028-03-02', ['2']), day('2028-03-03', ['1']))).toEqual(['after-broken']);
  expect(codes(day('2028-03-04', []))).toEqual([]);
});
