import { describe, expect, it } from 'vitest';
import { inPercent, outOfPercent, rangeOf, rangeText } from '../src/where/edit';
import { fallOf } from '../src/where/fall';
import { axisOf, dayNumber, isoOf, placed, ROW, ticksOf, xOf } from '../src/where/lanes';
import { labelled, middleOf, pointOf, type Country } from '../src/where/map';
import type { Lane, LaneItem, Memo, Surface } from '../src/where/model';
import { rowsOf } from '../src/where/rows';
import { change, chance, gapIn, millions, quote } from '../src/where/say';
import { asAsked, isAsAsked, isUntouched, leversOf, queryOf, withLever } from '../src/where/setting';
import { tipsOf } from '../src/where/tips';
import { between, ready, spotOn, unpacked, weigh } from '../src/where/weigh';

function packed(...numbers: number[]): string {
  const bytes = new Uint8Array(new Float32Array(numbers).buffer);
  return btoa(String.fromCharCode(...bytes));
}

// Yen town costs 10,000 USD in yen, of which 20 % come back; dollar town 9,000, of which a committee
// gives 4,500 in every second draw.
const SURFACE: Surface = {
  currency: 'USD', draws: 4, seed: 0, discount: 0,
  worth: { JPY: packed(1, 0.5, 1.5, 2) },
  places: [
    {
      id: 'yen', gross: { JPY: 10_000 }, base: 'JPY', sides: [], points: [[0.5, 1, 2]], still: [],
      programmes: [{ id: 'aa', sure: true, currency: 'JPY', rate: 0.01, net: packed(100_000, 200_000, 400_000), granted: 1, kept: 1, delay: 0, coming: [{ share: 1, days: 365 }], luck: null, outcomes: 1, delays: 0 }],
    },
    {
      id: 'dollar', gross: { USD: 9_000 }, base: 'USD', sides: [], points: [[0.5, 1, 2]], still: [],
      programmes: [{ id: 'bb', sure: false, currency: 'USD', rate: 1, net: packed(2_250, 4_500, 9_000), granted: 0.5, kept: 1, delay: 0, coming: [{ share: 1, days: 100 }], luck: packed(0.1, 0.9, 0.4, 0.6), outcomes: 1, delays: packed(0, 0, 0, 0) }],
    },
  ],
};

describe('places weighed anew', () => {
  const by = (id: string, levers = asAsked()) => weigh(ready(SURFACE), levers).find((each) => each.id === id)!;

  it('multiplies the draws as they were made', () => {
    expect(by('yen').net).toBeCloseTo(8_000, 6);
    expect(by('yen').spread.p50).toBeCloseTo(10_000, 2);
    expect(by('yen').spread.tail).toBeCloseTo(16_000, 2);
    expect(by('dollar').net).toBeCloseTo(6_750, 6);
    expect(by('dollar').spread.mean).toBeCloseTo(6_750, 2);
    expect(by('yen').spread.cheapest).toBe(0.25);
  });

  it('moves a currency, a price and a chance', () => {
    expect(by('yen', withLever(asAsked(), 'worth', 'JPY', 0.8)).net).toBeCloseTo(6_400, 6);
    expect(by('yen', withLever(asAsked(), 'worth', 'USD', 0.8)).net).toBeCloseTo(10_000, 6);
    expect(by('yen', withLever(asAsked(), 'price', 'yen', 1.5)).net).toBeCloseTo(12_000, 6);
    const sure = withLever(asAsked(), 'granted', 'bb', 1);
    expect(by('dollar', sure).net).toBeCloseTo(4_500, 6);
    expect(by('dollar', sure).spread.p90).toBeCloseTo(4_500, 2);
    expect(by('dollar', withLever(asAsked(), 'granted', 'bb', 0)).net).toBeCloseTo(9_000, 6);
  });

  it('waits for money that comes later, where money has a price', () => {
    const dear = { ...SURFACE, discount: 0.1 };
    const later = weigh(ready(dear), withLever(asAsked(), 'delay', 'aa', 365)).find((each) => each.id === 'yen')!;
    expect(later.net).toBeCloseTo(10_000 - 2_000 / 1.21, 6);
  });

  it('ranks by the worst twentieth as far as it is told to, and leaves places out', () => {
    const all = ready(SURFACE);
    expect(weigh(all, asAsked()).map((each) => each.id)).toEqual(['dollar', 'yen']);
    expect(weigh(all, { ...asAsked(), risk: 1 })[0].score).toBeCloseTo(9_000, 2);
    const alone = weigh(all, { ...asAsked(), out: ['dollar'] });
    expect(alone.map((each) => [each.id, each.spread.cheapest])).toEqual([['yen', 1]]);
    expect(weigh(all, { ...asAsked(), out: ['dollar', 'yen'] })).toEqual([]);
  });

  it('reads between points in straight lines, and on beyond the ends', () => {
    const axis = Float64Array.from([0, 1, 3]);
    expect(spotOn(axis, 2)).toEqual([1, 0.5]);
    expect(spotOn(axis, -1)).toEqual([0, -1]);
    expect(spotOn(axis, 5)).toEqual([1, 2]);
    const net = Float32Array.from([0, 1, 3, 10, 11, 13, 30, 31, 33]);
    expect(between(net, [3, 3], [spotOn(axis, 2), spotOn(axis, 0.5)])).toBeCloseTo(20.5, 6);
    expect([...unpacked(packed(1.5, -2))]).toEqual([1.5, -2]);
  });
});

describe('a setting', () => {
  it('stands in the address and comes back', () => {
    const levers = { ...asAsked(), worth: { JPY: 0.85 }, price: { tokyo: 1.1 }, granted: { 'jp-jlox': 0.8 }, delay: { 'jp-jlox': 90 }, risk: 0.25, out: ['taipei'] };
    expect(queryOf(levers)).toEqual({ fx: 'JPY:0.85', cost: 'tokyo:1.1', chance: 'jp-jlox:0.8', late: 'jp-jlox:90', risk: '0.25', out: 'taipei' });
    expect(leversOf(queryOf(levers))).toEqual(levers);
  });

  it('takes nothing from an address that it cannot read, and nothing beyond its ends', () => {
    const levers = leversOf({ fx: 'JPY:9,EUR:,:3,x', chance: 'a:-2', late: 'a:1e9', risk: 'much' });
    expect(levers).toEqual({ ...asAsked(), worth: { JPY: 1.6 }, granted: { a: 0 }, delay: { a: 720 } });
  });

  it('forgets what is put back', () => {
    const moved = withLever(withLever(asAsked(), 'worth', 'JPY', 0.9), 'granted', 'p', 0.3, 0.6);
    expect(isAsAsked(moved)).toBe(false);
    expect(withLever(withLever(moved, 'worth', 'JPY', 1), 'granted', 'p', 0.6, 0.6)).toEqual(asAsked());
    expect([isUntouched({ ...asAsked(), risk: 0.1 }), isAsAsked({ ...asAsked(), risk: 0.1 })]).toEqual([false, true]);
  });
});

const MEMO = {
  places: [
    { id: 'a', name: 'A', name_ja: '', gross: 100, net: '80', spread: { p10: 70, p50: 80, p90: 90, mean: 80, tail: 95, cheapest: 0.7 } },
    { id: 'b', name: 'B', name_ja: '', gross: 120, net: '90', spread: { p10: 80, p50: 90, p90: 99, mean: 90, tail: 99, cheapest: 0.3 } },
  ],
  turns: [
    { kind: 'rate', of: 'JPY', name: 'JPY', now: 1, down: { value: 0.8, cheapest: 'b', shown: 0.005 }, up: null },
    { kind: 'share', of: 'p', name: 'P', now: 1, down: { value: 0.5, cheapest: 'b', shown: 0.5 }, up: null },
    { kind: 'price', of: 'a', name: 'A', now: 1, down: null, up: { value: 1.9, cheapest: 'b', shown: 190 } },
    { kind: 'granted', of: 'p', name: 'P', now: 0.6, down: null, up: { value: 0.7, cheapest: 'b', shown: 0.7 } },
  ],
} as unknown as Memo;

describe('the ranking', () => {
  const weighed = [
    { id: 'b', gross: 110, net: 75, score: 75, spread: { p10: 1, p50: 2, p90: 3, mean: 2, tail: 3, cheapest: 0.9 } },
    { id: 'a', gross: 100, net: 80, score: 80, spread: { p10: 1, p50: 2, p90: 3, mean: 2, tail: 3, cheapest: 0.1 } },
  ];

  it('is the memo while nothing is moved', () => {
    expect(rowsOf(MEMO, weighed, asAsked()).map((row) => [row.id, row.net, row.spread!.p10, row.climbed])).toEqual([['a', 80, 70, 0], ['b', 90, 80, 0]]);
  });

  it('is weighed anew otherwise, and says who climbed', () => {
    const rows = rowsOf(MEMO, weighed, withLever(asAsked(), 'worth', 'JPY', 0.7));
    expect(rows.map((row) => [row.id, row.net, row.spread!.cheapest, row.climbed])).toEqual([['b', 75, 0.9, 1], ['a', 80, 0.1, -1]]);
  });

  it('keeps the memo’s figures where the order alone is another', () => {
    const rows = rowsOf(MEMO, weighed, { ...asAsked(), risk: 0.5 });
    expect(rows.map((row) => [row.id, row.net, row.spread!.tail, row.spread!.cheapest])).toEqual([['b', 90, 99, 0.3], ['a', 80, 95, 0.7]]);
  });

  it('has the tipping points nearest first, and knows which a slider reaches', () => {
    expect(tipsOf(MEMO).map((tip) => [tip.lever, tip.flip.value, tip.reached])).toEqual([['granted', 0.7, true], ['worth', 0.8, true], ['price', 1.9, false]]);
  });
});

describe('the waterfall', () => {
  it('hangs each bar where the level has come to', () => {
    const fall = fallOf([{ kind: 'gross', amount: 100 }, { kind: 'sure', amount: -30 }, { kind: 'waiting', amount: '5' }, { kind: 'net', amount: 75 }]);
    expect(fall).toEqual({ base: [0, 70, 70, 0], bar: [100, 30, 5, 75], level: [100, 70, 75, 75] });
  });
});

describe('the axis of time', () => {
  const item = (kind: LaneItem['kind'], first: string | null, last: string | null): LaneItem => ({ kind, name: kind, detail: '', state: '', first, last });
  const lanes: Lane[] = [
    { place: 'a', undated: [], items: [item('stage', '2028-01-10', '2028-03-31'), item('stage', '2028-02-01', '2028-02-20'), item('stage', '2028-04-10', '2028-04-30'), item('money', null, '2028-12-05')] },
    { place: 'b', undated: ['x'], items: [] },
  ];
  const axis = axisOf(lanes, 366);

  it('spans whole months, a pixel a day here', () => {
    expect([isoOf(axis.from), isoOf(axis.to)]).toEqual(['2028-01-01', '2029-01-01']);
    expect(xOf(axis, dayNumber('2028-03-01'))).toBeCloseTo(60, 9);
    expect(ticksOf(axis, 60).map((tick) => isoOf(tick.day).slice(5))).toEqual(['01-01', '03-01', '05-01', '07-01', '09-01', '11-01']);
  });

  it('gives rows to what would cover something, and below it the next kind', () => {
    const [a, b] = placed(lanes, axis);
    expect(a.marks.map((mark) => [mark.item.kind, mark.y / ROW, mark.point])).toEqual([['stage', 0, false], ['stage', 1, false], ['stage', 0, false], ['money', 2, true]]);
    expect(a.marks[0].width).toBe(82);
    expect(b.y).toBeGreaterThanOrEqual(a.y + a.height);
    expect(axisOf([], 100).to).toBe(1);
  });
});

describe('the map', () => {
  it('turns to the side of the world on which the places are', () => {
    expect(middleOf([139.7, 127, 100.5, 19, -123.1, 121.5])).toBeCloseTo(127.95, 2);
    expect(middleOf([-170, 170])).toBeCloseTo(-180, 6);
    expect(middleOf([10])).toBe(10);
  });

  it('marks a country in the middle of its largest part where nobody said more', () => {
    const square = (at: number, side: number) => [[[at, 0], [at, side], [at + side, side], [at + side, 0], [at, 0]]];
    const country = { type: 'Feature', id: '4', properties: { name: 'X' }, geometry: { type: 'MultiPolygon', coordinates: [square(50, 1), square(10, 8)] } } as unknown as Country;
    const point = pointOf({ place: 'x', country: '004', latitude: null, longitude: null }, [country])!;
    expect(point.longitude).toBeCloseTo(14, 0);
    expect(point.country).toBe(true);
    expect(pointOf({ place: 'y', country: '999', latitude: null, longitude: null }, [country])).toBeNull();
    expect(pointOf({ place: 'y', country: '', latitude: 1, longitude: 2 }, [])).toMatchObject({ latitude: 1, country: false });
  });

  it('puts labels where they cover nothing', () => {
    const frame = { width: 400, height: 200 };
    expect(labelled([{ x: 100, y: 100, text: 60 }, { x: 130, y: 100, text: 60 }], 10, frame).map((label) => label.anchor)).toEqual(['end', 'start']);
    expect(labelled([{ x: 390, y: 100, text: 60 }], 10, frame)[0].anchor).toBe('end');
  });
});

describe('what is written', () => {
  it('has amounts, shares and rates as people quote them', () => {
    expect(millions('en', '16440946.43', 1)).toBe('16.4');
    expect(millions('en', -1766022.4, 1, true)).toBe('−1.8');
    expect(gapIn('en', 12_345, 1)).toBe('0.012');
    expect(gapIn('en', 1_500_000, 1)).toBe('1.5');
    expect(quote('en', 'JPY', 'USD', 1 / 149.57)).toBe('149.57 JPY/USD');
    expect(quote('en', 'EUR', 'USD', 1.08)).toBe('1.08 USD/EUR');
    expect(change('en', 0.855)).toBe('−14.5%');
    expect([chance('en', 0), chance('en', 0.0001), chance('en', 0.99999), chance('en', 0.7601)]).toEqual(['0.0%', '<0.1%', '>99.9%', '76.0%']);
  });

  it('reads percentages and ranges exactly', () => {
    expect([outOfPercent('7'), outOfPercent('12,5'), outOfPercent('100'), outOfPercent('0.25'), outOfPercent('')]).toEqual(['0.07', '0.125', '1.00', '0.0025', null]);
    expect([inPercent(0.07), inPercent('0.125'), inPercent(null)]).toEqual(['7', '12.5', '']);
    expect(rangeOf('50, 80, 100', true)).toEqual({ low: '0.50', mode: '0.80', high: '1.00' });
    expect(rangeOf('30', false)).toEqual({ low: '30', mode: '30', high: '30' });
    expect([rangeOf('1, 2', false), rangeOf('much', true)]).toEqual([null, null]);
    expect(rangeText({ low: 0.5, mode: 0.8, high: 1 }, true)).toBe('50, 80, 100');
    expect(rangeText({ low: 90, mode: 90, high: 90 }, false)).toBe('90');
  });
});
