import { expect, test } from 'vitest';
import { CATALOGUES, refusal, t, type Key } from '../src/words';

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
