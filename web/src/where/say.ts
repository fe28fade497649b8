// Amounts, shares, rates and days as the memo's page writes them.

import type { Language } from '../words';
import type { Memo, Place, Programme } from './model';

const MILLION = 1e6;

/** How many places after the point an amount in millions has: all of a memo alike. */
export function placesOf(memo: Memo): number {
  const largest = Math.max(0, ...memo.places.map((place) => Number(place.gross)));
  if (largest >= 2_000 * MILLION) return 0;
  return largest < 10 * MILLION ? 3 : 1;
}

/** An amount in millions, without its currency. */
export function millions(language: Language, amount: number | string, places: number, sign = false): string {
  const form = new Intl.NumberFormat(language, {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
    signDisplay: sign ? 'exceptZero' : 'auto',
  });
  return form.format(Number(amount) / MILLION).replace('-', '−');
}

/** A difference in millions: with as many places as it takes not to look like none. */
export function gapIn(language: Language, amount: number, places: number): string {
  const small = Math.abs(amount) > 0 && Math.abs(amount) < 0.5 * 10 ** -places * MILLION;
  return millions(language, amount, small ? 3 : places);
}

/** An amount to its last unit; a text keeps all its figures. */
export function exact(language: Language, amount: number | string, currency: string): string {
  const form = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'code' });
  return form.format(amount as number).replace('-', '−');
}

export function percent(language: Language, share: number, places = 0): string {
  return new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: places, maximumFractionDigits: places }).format(share);
}

/** How often a place is the cheapest; only what is whole is told as 0 or 100. */
export function chance(language: Language, share: number): string {
  if (share > 0 && share < 0.0005) return `<${percent(language, 0.001, 1)}`;
  if (share < 1 && share > 0.9995) return `>${percent(language, 0.999, 1)}`;
  return percent(language, share, 1);
}

/** A factor as a change in per cent. */
export function change(language: Language, factor: number): string {
  const form = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  return form.format(factor - 1).replace('-', '−');
}

/** A rate as people quote it: units of the weaker currency for one of the stronger. */
export function quote(language: Language, currency: string, want: string, rate: number): string {
  const form = new Intl.NumberFormat(language, { maximumSignificantDigits: 5 });
  return rate < 1 ? `${form.format(1 / rate)} ${currency}/${want}` : `${form.format(rate)} ${want}/${currency}`;
}

export function day(language: Language, iso: string): string {
  const form = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return form.format(new Date(`${iso}T00:00:00Z`));
}

export function month(language: Language, iso: string): string {
  const form = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', timeZone: 'UTC' });
  return form.format(new Date(`${iso}T00:00:00Z`));
}

export function nameOf(language: Language, place: Pick<Place, 'name' | 'name_ja'>): string {
  return language === 'ja' && place.name_ja ? place.name_ja : place.name;
}

export function programmeOf(language: Language, programme: Pick<Programme, 'name_ja' | 'estimate'>): string {
  return language === 'ja' && programme.name_ja ? programme.name_ja : programme.estimate.name;
}
