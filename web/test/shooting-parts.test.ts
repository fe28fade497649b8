import { expect, test } from 'vitest';
import { bannersBetween } from '../src/shooting/banners';
import { drawn, placeOf, type Point } from '../src/shooting/curve';
import { idOf } from '../src/shooting/send';

test('days without shooting are told with their reason, those in a row together', () => {
  const off = new Map([
    ['2028-03-19', { en: 'Day off', ja: '休日' }],
    ['2028-03-20', { en: 'Vernal Equinox Day', ja: '春分の日' }],
  ]);
  const words = (language: 'en' | 'ja'): string[] => bannersBetween('2028-03-18', '2028-03-23', off).map((each) => each.words(language));
  expect(words('en')).toEqual(['Sun, Mar 19 · Day off', 'Mon, Mar 20 · Vernal Equinox Day', 'Tue, Mar 21 – Wed, Mar 22 · No shooting']);
  expect(words('ja')[1]).toBe('3月20日(月) · 春分の日');
  expect(bannersBetween(undefined, '2028-03-23', off)).toEqual([]);
  expect(bannersBetween('2028-03-18', '2028-03-19', off)).toEqual([]);
});

test('a falling cost is drawn as steps that end at the last amount', () => {
  const points: Point[] = [
    { seconds: 1, cost: '100', bound: '20' },
    { seconds: 2, cost: '100', bound: '20' },
    { seconds: 5, cost: '60', bound: '40' },
    { seconds: 10, cost: '60', bound: '40' },
  ];
  const lines = drawn(points, 200, 100);
  expect(lines.cost).toBe('M20 6.9H100V50H200');
  expect(lines.bound).toBe('M20 93.1H100V71.6H200');
  expect(placeOf(100, lines, 100)).toBe(6.9);
  expect(drawn([{ seconds: 0, cost: '5', bound: null }], 200, 100).bound).toBe('');
});

test('a file gives its name to a shooting, and no name twice', () => {
  expect(idOf('Lantern Street (v2).fdx', [])).toBe('lantern-street-v2');
  expect(idOf('提灯.fountain', [])).toBe('shooting');
  expect(idOf('a.yaml', ['a', 'a-2'])).toBe('a-3');
});
