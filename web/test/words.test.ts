import { expect, test } from 'vitest';
import { areaIn, CATALOGUES, PARTS, refusal, t, type Key } from '../src/words';

const places = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((each) => each[1]).sort();

test('every language has every word, none empty, with the same places to fill', () => {
  const keys = Object.keys(CATALOGUES.en) as Key[];
  for (const [language, words] of Object.entries(CATALOGUES)) {
    expect(Object.keys(words).sort(), language).toEqual([...keys].sort());
    for (const key of keys) {
      expect(words[key].trim(), `${language} ${key}`).not.toBe('');
      expect(places(words[key]), `${language} ${key}`).toEqual(places(CATALOGUES.en[key]));
    }
  }
});

test('a refusal is told in the words of the service, or by its code in another language', () => {
  expect(refusal('en', 'CLASH', 'In the way: a.')).toBe('In the way: a.');
  expect(refusal('ja', 'CLASH', 'In the way: a.')).toBe(t('ja', 'refused.CLASH'));
  expect(refusal('ja', 'NEW-CODE', 'Something.')).toBe('Something.');
});

test('no two views have a word of the same key', () => {
  const keys = PARTS.flatMap((part) => Object.keys(part));
  expect(new Set(keys).size).toBe(keys.length);
});

test('areas are told in square metres, tsubo and square feet', () => {
  expect(areaIn('en', 'm2', 1323)).toBe('1,323 m²');
  expect(areaIn('ja', 'tsubo', 1322.4)).toBe('400 坪');
  expect(areaIn('en', 'ft2', 100)).toBe('1,076 ft²');
});
