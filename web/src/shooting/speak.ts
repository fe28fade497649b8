// Dates and strips in words.

import { fromIso, inWords } from '../board/days';
import { t, type Key, type Language } from '../words';
import type { Scene } from './board';

/** A date as on a day break, with its weekday. */
export function dayName(date: string, language: Language): string {
  return inWords(fromIso(date), language, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** A date with its year. */
export function fullDay(date: string, language: Language): string {
  return inWords(fromIso(date), language, { day: 'numeric', month: 'short', year: 'numeric' });
}

export const settingOf = (language: Language, scene: Scene): string => t(language, `shooting.setting.${scene.setting}` as Key);
export const timeOf = (language: Language, scene: Scene): string => t(language, `shooting.time.${scene.time ?? 'none'}` as Key);

/** A code of the checker in a word or two. */
export function codeName(language: Language, code: string): string {
  const key = `shooting.code.${code}` as Key;
  const found = t(language, key in KNOWN ? key : 'shooting.code.other');
  return found;
}

const CODES = [
  'no-working-day', 'before-start', 'after-latest', 'too-many-pages', 'day-too-long', 'too-many-moves', 'unit-wrong', 'needs-day-call',
  'needs-night-call', 'dawn-not-first', 'dusk-not-last', 'player-away', 'night-work', 'set-closed', 'location-closed', 'not-on-its-day',
  'scene-early', 'scene-late', 'after-broken',
];
const KNOWN = Object.fromEntries(CODES.map((code) => [`shooting.code.${code}`, true]));
