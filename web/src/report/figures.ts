// Numbers as a report tells them: bounds never nicer than proven, money in its currency.

import { t, type Key, type Language } from '../words';
import type { Result } from './data';

export function plain(language: Language, value: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(value);
}

export function rounded(language: Language, value: number, places: number): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: places, maximumFractionDigits: places }).format(value);
}

/** An upper bound, never rounded down. */
export function upper(language: Language, value: number): string {
  return plain(language, Math.max(0, Math.ceil(value * 1000 - 1e-6)) / 1000);
}

export function percent(language: Language, share: number, places = 0): string {
  return `${rounded(language, share * 100, places)}\u00a0%`;
}

/** A gap in per cent, always rounded up: what is shown stays true. */
export function gapIn(language: Language, gap: number): string {
  if (gap <= 1e-9) return percent(language, 0);
  const places = gap < 0.001 ? 2 : 1;
  const scale = 10 ** places;
  return `${rounded(language, Math.ceil(gap * 100 * scale - 1e-6) / scale, places)}\u00a0%`;
}

const LARGE = 1e6;

export function money(language: Language, amount: number, currency: string, short = false): string {
  const form: Intl.NumberFormatOptions = { style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: 0 };
  if (short && Math.abs(amount) >= LARGE) {
    return new Intl.NumberFormat(language, { ...form, notation: 'compact', maximumSignificantDigits: 4 }).format(amount);
  }
  return new Intl.NumberFormat(language, { ...form, maximumFractionDigits: amount % 1 ? 2 : 0 }).format(amount);
}

/** A lower bound in money, never rounded up. */
export function least(language: Language, amount: number, currency: string): string {
  const unit = amount >= LARGE ? 10 ** (Math.floor(Math.log10(amount)) - 3) : 1;
  return money(language, Math.floor(amount / unit) * unit, currency, true);
}

export function seconds(language: Language, value: number): string {
  return t(language, 'report.seconds', { s: rounded(language, value, value < 10 ? 1 : 0) });
}

export interface Verdict {
  short: string;
  long: string;
  tone: 'good' | 'fair' | 'bad' | 'warn';
}

/** What a result is, in a few words and in a sentence; no word claims more than was proven. */
export function verdict(language: Language, result: Result): Verdict {
  const say = (key: string, values: Record<string, string> = {}): string => t(language, `report.head.${key}` as Key, values);
  if (!result.titles_total) return { short: say('empty'), long: say('empty.long'), tone: 'warn' };
  if (result.status === 'infeasible') return { short: say('infeasible'), long: say('infeasible.long'), tone: 'bad' };
  if (result.status === 'unknown' || result.gap === null) return { short: say('unknown'), long: say('unknown.long'), tone: 'warn' };
  if (result.status === 'optimal') return { short: say('optimal'), long: say('optimal.long'), tone: 'good' };
  if (result.gap <= 1e-9) {
    const known = result.cost !== null && result.cost > 0 && result.cost_bound !== null;
    const long = known ? say('best.long', { gap: gapIn(language, (result.cost! - result.cost_bound!) / result.cost!) }) : say('best.nocost');
    return { short: say('best'), long, tone: 'good' };
  }
  const long = say('feasible.long', { bound: upper(language, result.value_bound), value: plain(language, result.value) });
  return { short: say('feasible', { gap: gapIn(language, result.gap) }), long, tone: 'fair' };
}
