import { describe, expect, it } from 'vitest';
import { boardOf } from '../src/report/boards';
import { daysOfChange, doingOn, floorShares, shutOn, type ReportData, type Result } from '../src/report/data';
import { gapIn, least, upper, verdict } from '../src/report/figures';
import { lay } from '../src/report/floors';
import { addUp, csvOf, parts, shareOf } from '../src/report/use';

const RESULT: Result = {
  status: 'feasible', titles_in: 1, titles_total: 2, value: 76, value_bound: 76.02, gap: 0.00026, cost: 100, cost_bound: 90,
  stages_used: 1, stages_offered: 1, stages_total: 1, per_year: { titles: 1, days: 10, days_a_year: 365, rate: 36.5 }, why_none: [],
};
const DATA: ReportData = {
  schema: 'kachinko-view/1', day0: '2028-01-03', days: 10,
  project: { name: 'P', currency: 'JPY', from: '2028-01-03', to: '2028-01-12', notes: '' }, result: RESULT,
  studios: [{ id: 's', name: 'S', city: '', country: 'JP', weekdays: ['mon', 'tue'], holiday_code: null, build_crews: null, off: [], holidays: [[2, 'X']], closures: [] }],
  stages: [{ id: 'a', name: '=A', studio: 0, floor_m2: 400, width_m: 20, depth_m: 20, clear_height_m: null, aisle_m: 1, power_kva: null, quiet: true, features: [], closures: [[8, 9, 'paint']], open: [[0, 8], [9, 10]], left_out: null }],
  titles: [{ id: 't', name: 'T', kind: 'film', episodes: null, value: 1, commitment: 'may', set_count: 1, floor_m2: 100, earliest: null, latest: null, accepted: true, studio: 0, engaged: [3, 5], engaged_days: 2, reason: null, remedies: [] }],
  sets: [{ id: 'x', name: 'X', title: 0, stage: 0, days: [0, 6], phases: [['build', 0, 2], ['shoot', 3, 5], ['strike', 5, 6]], area_m2: 100, width_m: 10, depth_m: 10, height_m: 5, unit: 'main', x_m: 1, y_m: 2 }],
  blocks: [],
  utilisation: { months: ['2028-01-01'], columns: ['days', 'open', 'standing', 'shooting', 'building', 'waiting', 'dark', 'used_m2_days'], stages: [[[10, 9, 6, 2, 3, 1, 3, 600]]] },
  agreements: [{ id: 'g', lessee: 'N', studio: 's', stages: ['a'], from: '2028-01-03', to: '2028-01-12', days: [0, 10], rent: null, take_or_pay: true }],
  assumptions: [], computed: { seed: 0, workers: 1, iterations: 1, seconds: 1, seconds_to_first: null, versions: {} },
};

describe('bounds', () => {
  it('are never told nicer than they are', () => {
    expect(gapIn('en', 0.00026)).toBe('0.03\u00a0%');
    expect(gapIn('en', 0.0803)).toBe('8.1\u00a0%');
    expect(gapIn('en', 0)).toBe('0\u00a0%');
    expect(upper('en', 82.6341)).toBe('82.635');
    expect(least('en', 2_987_999_999, 'JPY')).toBe('¥2.987B');
  });

  it('make a verdict that claims what is proven', () => {
    expect(verdict('en', RESULT).short).toBe('At most 0.03\u00a0% below the best possible');
    expect(verdict('en', { ...RESULT, gap: 0 }).short).toBe('Best possible value, proven');
    expect(verdict('en', { ...RESULT, status: 'optimal' }).tone).toBe('good');
    expect(verdict('ja', { ...RESULT, status: 'infeasible' }).short).toContain('証明済み');
    expect(verdict('en', { ...RESULT, titles_total: 0 }).short).toBe('No titles yet');
  });
});

describe('a plan', () => {
  it('is a board with bars on inclusive days', () => {
    const board = boardOf(DATA);
    const bar = board.bars.get('t/x')!;
    expect(bar.last - bar.first).toBe(5);
    expect(bar.phases.length).toBe(9);
    expect(bar.phases.slice(0, 3)).toEqual([0, bar.first, bar.first + 1]);
    expect(board.works(0, bar.first, 0)).toBe(true);
    expect(board.works(0, bar.first + 2, 0)).toBe(false);
    expect(board.stages[0].agreements).toHaveLength(1);
  });

  it('says what stands, waits and is shut on a day', () => {
    expect(doingOn(DATA.sets[0], 2)).toBe('wait');
    expect(doingOn(DATA.sets[0], 3)).toBe('shoot');
    expect(shutOn(DATA.stages[0], 8)).toEqual({ why: 'closure', reason: 'paint' });
    expect(shutOn(DATA.stages[0], 3)).toBeNull();
    expect(daysOfChange(DATA)).toEqual([0, 2, 3, 5, 6]);
    expect(floorShares(DATA).slice(5, 9)).toEqual([0.25, 0, 0, 0]);
  });

  it('lies on its floor from the front, or by area alone', () => {
    expect(lay(DATA.stages[0], DATA.sets)).toEqual({ planned: true, boxes: [{ x: 1, y: 8, width: 10, height: 10 }] });
    const free = lay({ ...DATA.stages[0], width_m: null, depth_m: null }, DATA.sets);
    expect(free.planned).toBe(false);
    expect(free.boxes[0].width * free.boxes[0].height).toBeCloseTo(100);
  });
});

describe('utilisation', () => {
  const cell = DATA.utilisation.stages[0][0];

  it('is of open days', () => {
    expect(shareOf(DATA, cell, 'standing', 0)).toBeCloseTo(6 / 9);
    expect(shareOf(DATA, cell, 'floor', 3600)).toBeCloseTo(1 / 6);
    expect(shareOf(DATA, cell.map(() => 0), 'dark', 1)).toBeNull();
    expect(parts(DATA, cell).map((part) => Math.round(part.width))).toEqual([22, 33, 11]);
    expect(addUp(DATA, [cell, cell])[1]).toBe(18);
  });

  it('leaves as CSV that a spreadsheet does not run', () => {
    expect(csvOf(DATA).split('\r\n')[1]).toBe("S,'=A,2028-01,10,9,6,2,3,1,3,600,400");
  });
});
