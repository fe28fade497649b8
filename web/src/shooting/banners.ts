// Days between two days of a board on which nobody shoots, those in a row with one reason together.

import { t, type Language } from '../words';
import { plusDays } from './order';
import { dayName } from './speak';

type Reasons = ReadonlyMap<string, { en: string; ja: string }>;

export interface Banner {
  from: string;
  to: string;
  words: (language: Language) => string;
}

const MOST = 400;

/** The banners between two dates, both excluded; none before the first day. */
export function bannersBetween(before: string | undefined, date: string, off: Reasons): Banner[] {
  const found: { from: string; to: string; why: { en: string; ja: string } | null }[] = [];
  if (before === undefined) return [];
  for (let day = plusDays(before, 1), n = 0; day < date && n < MOST; day = plusDays(day, 1), n++) {
    const why = off.get(day) ?? null;
    const last = found.at(-1);
    if (last && last.why?.en === why?.en) last.to = day;
    else found.push({ from: day, to: day, why });
  }
  return found.map(({ from, to, why }) => ({
    from,
    to,
    words: (language) => {
      const days = from === to ? dayName(from, language) : t(language, 'shooting.off.span', { from: dayName(from, language), to: dayName(to, language) });
      return `${days} · ${why ? why[language] : t(language, 'shooting.off.none')}`;
    },
  }));
}
