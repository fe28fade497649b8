// The words of the language that was chosen, and how it writes dates, numbers and countries.

import { en as first } from './en';
import { ja as firstJa } from './ja';
import * as board from './board';
import * as capacity from './capacity';
import * as desk from './desk';
import * as floor from './floor';
import * as jobs from './jobs';
import * as report from './report';
import * as settings from './settings';
import * as shooting from './shooting';
import * as slate from './slate';
import * as tour from './tour';
import * as where from './where';

const ALL = [board, capacity, desk, floor, jobs, report, settings, shooting, slate, tour, where];
const en = { ...first, ...board.en, ...capacity.en, ...desk.en, ...floor.en, ...jobs.en, ...report.en, ...settings.en, ...shooting.en, ...slate.en, ...tour.en, ...where.en };
const ja: Record<keyof typeof en, string> = { ...firstJa, ...board.ja, ...capacity.ja, ...desk.ja, ...floor.ja, ...jobs.ja, ...report.ja, ...settings.ja, ...shooting.ja, ...slate.ja, ...tour.ja, ...where.ja };

export type Key = keyof typeof en;
export type Language = 'en' | 'ja';
export const CATALOGUES: Record<Language, Record<Key, string>> = { en, ja };
/** Catalogues of the single views, for the test that no two share a key. */
export const PARTS = [first, ...ALL.map((part) => part.en)] as Record<string, string>[];

export function t(language: Language, key: Key, values: Record<string, string | number> = {}): string {
  return CATALOGUES[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** What a refusal says: in its own words in English, by its code elsewhere, where it is known. */
export function refusal(language: Language, code: string, says: string): string {
  const key = `refused.${code}` as Key;
  if (code === 'OFFLINE' || (language !== 'en' && key in en)) return t(language, key);
  return says;
}

export function numberIn(language: Language, value: number): string {
  return new Intl.NumberFormat(language).format(value);
}

export function countryIn(language: Language, code: string): string {
  if (!code) return t(language, 'board.elsewhere');
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

export function firstLanguage(): Language {
  const kept = localStorage.getItem('kachinko.language');
  if (kept === 'en' || kept === 'ja') return kept;
  return navigator.language.startsWith('ja') ? 'ja' : 'en';
}

const PER_M2 = { m2: 1, tsubo: 121 / 400, ft2: 1 / 0.3048 ** 2 };

/** An area in the unit that was chosen: a tsubo is 400/121 m², a foot 0.3048 m. */
export function areaIn(language: Language, unit: keyof typeof PER_M2, m2: number): string {
  const value = Math.round(m2 * PER_M2[unit]);
  return `${numberIn(language, value)} ${t(language, `app.unit.${unit}` as Key)}`;
}
