// Spans, money and numbers of the slate in the words of a language.

import { inWords, shortDay } from '../board/days';
import { CATALOGUES, numberIn, t, type Key, type Language } from '../words';
import type { Money, Title } from './project';

/** A span of days as "18 Jan – 16 May 2028"; the year once where it is the same. */
export function spanIn(language: Language, first: number, last: number): string {
  const year = (day: number): string => inWords(day, language, { year: 'numeric' });
  const brief = year(first) === year(last) && language === 'en';
  const begin = brief ? inWords(first, language, { month: 'short', day: 'numeric' }) : shortDay(first, language);
  return `${begin} – ${shortDay(last, language)}`;
}

/** An exact amount, with the currency's own sign; no digit is lost on the way. */
export function moneyIn(language: Language, amount: Money['amount'], currency: string): string {
  const exact = String(amount);
  if (!/^\d+(\.\d+)?$/.test(exact)) return `${exact} ${currency}`;
  const digits = exact.split('.')[1]?.length ?? 0;
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: Math.max(digits, 0) });
  return format.format(exact as unknown as number);
}

/** What a title is, in one line: kind, sets, episodes. */
export function aboutIn(language: Language, title: Title): string {
  const kind = t(language, title.kind === 'series' ? 'slate.kind.series' : 'slate.kind.film');
  const sets = t(language, 'slate.sets', { n: numberIn(language, title.sets?.length ?? 0) });
  const episodes = title.episodes ? [t(language, 'slate.episodes', { n: numberIn(language, title.episodes) })] : [];
  return [kind, ...episodes, sets].join(' · ');
}

/** The name of a field of a path such as `titles.a1.sets.lab.area_m2`. */
export function fieldIn(language: Language, path: string): string {
  const steps = path.split('.');
  const name = steps.at(-1)!;
  const known = `slate.field.${name}` as Key;
  const words = known in CATALOGUES.en ? t(language, known) : name;
  return steps.length > 1 ? `${steps.slice(0, -1).join(' › ')} › ${words}` : words;
}
