import { describe, expect, it } from 'vitest';
import { asItIs, changesOf, sharesOf } from '../src/capacity/assume';
import { gathered, moneyIn, shareOf } from '../src/capacity/fill';
import type { Askable, Effect, Fill, Frontier, StageFills } from '../src/capacity/model';
import { endOf, reachOf, rowsOf } from '../src/capacity/picture';
import { changeIn, paragraph, rangeIn, verdictOf, worthIn } from '../src/capacity/says';

const OF: Askable = {
  name: 'Toho 2028', from: '2028-01-04', to: '2028-12-28', claim: null, levers: [],
  studios: [{ id: 'toho', name: 'Toho', build_crews: 4, weekdays: ['mon', 'sat'], stages: [['no1', 'No.1'], ['no1-more1', 'Other']] }],
  phases: ['build', 'strike'],
  titles: [{ id: 'a', name: 'A', kind: 'film' }, { id: 'b', name: 'B', kind: 'series' }],
};

const lever = (found: number, least: number | null, most: number | null, lower: number, upper: number | null): Effect => ({
  id: 'x', name: 'one more like No.1', group: 'stages', gives: true, changes: [{ change: 'stage-joins', like: 'no1', stage: 'more' }],
  titles: { lower, upper }, titles_per_year: { lower, upper }, worth_in_titles: { found, least, most }, stranded: [],
});

const FOUND: Frontier = {
  project: 'Toho 2028', horizon: { from: '2028-01-04', to: '2028-12-28', years: 0.9836 }, titles: { lower: 13, upper: 16 },
  titles_per_year: { lower: 13.2, upper: 16.3 }, mix: { shares: {}, left_out: [], slate: [] }, levers: [lever(1, 0, 3, 15, 17)],
  levers_not_looked_at: [], assumptions: [], seconds: 1, seed: 0, interrupted: false, claim: null, answer: '', told: {},
};

describe('what numbers say of a claim', () => {
  it('takes a plan to reach it and a proof to rule it out', () => {
    expect(verdictOf({ lower: 15, upper: 16 }, 1, 15)).toBe('within');
    expect(verdictOf({ lower: 12, upper: 14 }, 1, 15)).toBe('beyond');
    expect(verdictOf({ lower: 12, upper: 15 }, 1, 15)).toBe('open');
    expect(verdictOf({ lower: 12, upper: null }, 1, 15)).toBe('open');
    // 15 a year are 14.75 in a horizon of 360 days: 14 fall short, 15 reach it.
    expect(verdictOf({ lower: 14, upper: 14 }, 360 / 366, 15)).toBe('beyond');
    expect(verdictOf({ lower: 15, upper: 15 }, 360 / 366, 15)).toBe('within');
  });

  it('is told in one paragraph with its numbers, in both languages', () => {
    const en = paragraph('en', FOUND, OF, 15);
    expect(en).toContain('at least 13.2 titles a year');
    expect(en).toContain('More than 16.3 a year (16 titles) are proven impossible.');
    expect(en).toContain('it takes 15 titles here');
    expect(en).toContain('It is reached with any one of: one more like No.1.');
    expect(en).toContain('(+1; proven 0 to +3)');
    const ja = paragraph('ja', FOUND, OF, 15);
    expect(ja).toContain('少なくとも年間 13.2 本');
    expect(ja).toContain('未確定');
  });

  it('gives ranges that claim no more than is known', () => {
    expect(rangeIn('en', FOUND)).toBe('13.2 to 16.3');
    expect(rangeIn('en', { titles: { lower: 3, upper: null }, titles_per_year: { lower: 3, upper: null } })).toBe('3.0 or more');
    expect(rangeIn('en', { titles: { lower: 3, upper: 3 }, titles_per_year: { lower: 3, upper: 3.1 } })).toBe('3.0');
    expect(worthIn('en', { found: 0, least: -3, most: -3 })).toBe('−3');
    expect(worthIn('en', { found: 0, least: null, most: null })).toBe('not bounded');
    expect(worthIn('ja', { found: 0, least: 0, most: null })).toBe('0 以上');
  });
});

describe('assumptions that are turned', () => {
  it('change nothing as the project is', () => {
    expect(changesOf(OF, asItIs(OF, 15))).toEqual([]);
    expect(sharesOf(OF, asItIs(OF, 15))).toBeNull();
  });

  it('come to changes that the service can make', () => {
    const now = { ...asItIs(OF, 15), without: ['no1'], more: { no1: 2 }, crews: { toho: 5 }, pace: { build: 80, strike: 100 }, saturdays: { toho: false }, mix: 'film' as const };
    const changes = changesOf(OF, now);
    // One more like a stage is made before that stage leaves; no id is taken twice.
    expect(changes.map((each) => each.change)).toEqual(['stage-joins', 'stage-joins', 'stage-leaves', 'crews', 'weekdays', 'pace']);
    expect(changes[0].stage).toBe('no1-more1x');
    expect(new Set(changes.slice(0, 2).map((each) => each.stage)).size).toBe(2);
    expect(changes[4].weekdays).toEqual(['mon']);
    expect(sharesOf(OF, now)).toEqual({ a: 1 });
    expect(changeIn('en', changes[3], OF)).toBe('5 build crews, not 4');
  });
});

describe('pictures', () => {
  it('have a row for each lever under the head of its group, and room for all', () => {
    const rows = rowsOf('en', FOUND, OF);
    expect(rows.map((row) => row.head)).toEqual([false, true, false]);
    expect(endOf(rows, 15)).toBe(20);
    expect(reachOf(rows)).toEqual({ reach: 4, step: 1 });
  });

  it('gather weeks until cells can be told apart', () => {
    expect(gathered(4, 52)).toBe(1);
    expect(gathered(200, 52)).toBe(3);
    expect(gathered(4, 520)).toBe(4);
  });
});

describe('how full stages are', () => {
  const of: StageFills = { currency: 'JPY', weeks: ['2028-01-04', '2028-01-10'], stages: [{ id: 'a', name: 'A', studio: 'S', floor_m2: 100, open: [6, 0] }, { id: 'b', name: 'B', studio: 'S', floor_m2: null, open: [6, 7] }], fills: [] };
  const stage = { standing: [3, 0], shooting: [2, 0], quiet: [1, 0], used_m2_days: [300, 0], dark_days: 3, dark_cost: null, dark: [] };
  const fill: Fill = { source: 'plan', dark_cost: null, stages: [stage, stage], idle: [] };

  it('is a share of open days, or of the floor over them, and unknown elsewhere', () => {
    expect(shareOf(of, fill, 0, 'standing', 0, 1)).toBe(0.5);
    expect(shareOf(of, fill, 0, 'floor', 0, 2)).toBe(0.5);
    expect(shareOf(of, fill, 0, 'quiet', 1, 2)).toBeNull();
    expect(shareOf(of, fill, 1, 'floor', 0, 1)).toBeNull();
  });

  it('tells money exactly, however large', () => {
    expect(moneyIn('en', 'JPY', '12345678901234567')).toBe('¥12,345,678,901,234,567');
    expect(moneyIn('en', 'USD', '0.10')).toBe('$0.10');
  });
});
