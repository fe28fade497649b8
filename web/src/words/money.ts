// Money as a language writes it, from the exact text of its amount.

import type { Language } from './index';

/** An amount such as "6861406450.5" in its currency; digits that a currency has not are rounded for show only. */
export function moneyIn(language: Language, amount: string, currency: string): string {
  // Engines take the text itself, with all its digits; the types know of numbers only.
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 });
  return format.format(amount as unknown as number);
}
