// The words of the language that was chosen, and how it writes dates, numbers and countries.

import { en, type Key } from './en';
import { ja } from './ja';

export type { Key };
export type Language = 'en' | 'ja';
export const CATALOGUES: Record<Language, Record<Key, string>> = { en, ja };

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
