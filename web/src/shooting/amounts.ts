// Exact amounts as the service tells them: decimal texts, never floating point.

import type { Language } from '../words';

interface Exact {
  units: bigint;
  places: number;
}

function exact(text: string): Exact {
  const [whole, part = ''] = text.split('.');
  return { units: BigInt(whole + part), places: part.length };
}

/** The exact difference of two amounts, as a text. */
export function minus(one: string, other: string): string {
  const [a, b] = [exact(one), exact(other)];
  const places = Math.max(a.places, b.places);
  const scaled = (each: Exact): bigint => each.units * 10n ** BigInt(places - each.places);
  return written(scaled(a) - scaled(b), places);
}

function written(units: bigint, places: number): string {
  if (!places) return String(units);
  const sign = units < 0n ? '-' : '';
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** -1, 0 or 1. */
export function signOf(amount: string): number {
  const { units } = exact(amount);
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

/** A share of an amount, for pictures only. */
export function shareOf(part: string, all: string): number {
  const whole = Number(all);
  return whole ? Number(part) / whole : 0;
}

/** An amount with its currency; `signed` shows a plus too. */
export function moneyIn(language: Language, amount: string, currency: string, signed = false): string {
  const format = new Intl.NumberFormat(language, {
    style: 'currency', currency, currencyDisplay: 'narrowSymbol',
    signDisplay: signed ? 'exceptZero' : 'auto',
    minimumFractionDigits: 0,
  });
  // The formatter takes a decimal text as it is, without rounding it to a float.
  return format.format(amount as unknown as number);
}
