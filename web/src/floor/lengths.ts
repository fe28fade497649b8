// Lengths for people: metres, or feet beside square feet.

import type { Unit } from '../shell/shell.svelte';
import type { Language } from '../words';

const M_PER_FT = 0.3048;
const known = new Map<string, Intl.NumberFormat>();

export const lengthUnit = (unit: Unit): string => (unit === 'ft2' ? 'ft' : 'm');

function format(language: Language, least: number, most: number): Intl.NumberFormat {
  const key = `${language}${least}${most}`;
  let found = known.get(key);
  if (!found) {
    found = new Intl.NumberFormat(language, { minimumFractionDigits: least, maximumFractionDigits: most });
    known.set(key, found);
  }
  return found;
}

/** The number alone, always with the same places, for columns. */
export function lengthNumber(language: Language, unit: Unit, metres: number): string {
  return unit === 'ft2' ? format(language, 1, 1).format(metres / M_PER_FT) : format(language, 2, 2).format(metres);
}

export function lengthIn(language: Language, unit: Unit, metres: number): string {
  const number = unit === 'ft2' ? format(language, 0, 1).format(metres / M_PER_FT) : format(language, 0, 2).format(metres);
  return `${number} ${lengthUnit(unit)}`;
}

/** Sides or width × depth × height, with one unit. */
export function sidesIn(language: Language, unit: Unit, sides: number[]): string {
  const one = (metres: number): string =>
    unit === 'ft2' ? format(language, 0, 1).format(metres / M_PER_FT) : format(language, 0, 2).format(metres);
  return `${sides.map(one).join(' × ')} ${lengthUnit(unit)}`;
}

/** Grids on which sets lie down [cm]: round ones in the unit of the page. */
export const gridsOf = (unit: Unit): number[] => (unit === 'ft2' ? [15.24, 30.48, 152.4] : [10, 50, 100]);

/** How long a scale bar is [m]: round in the unit of the page, and at most about `most` long. */
export function barOf(unit: Unit, most: number): number {
  const round = unit === 'ft2' ? [5, 10, 20, 50, 100].map((feet) => feet * M_PER_FT) : [1, 2, 5, 10, 20, 50];
  return round.filter((metres) => metres <= most).pop() ?? round[0];
}

/** What a field holds, in metres to the centimetre; NaN where it is no number. */
export function metresOf(unit: Unit, typed: string): number {
  const number = typed.trim() === '' ? NaN : Number(typed);
  return Math.round(number * (unit === 'ft2' ? M_PER_FT : 1) * 100) / 100;
}

/** What a field shows for metres. */
export function fieldOf(unit: Unit, metres: number): string {
  return unit === 'ft2' ? (metres / M_PER_FT).toFixed(2) : String(metres);
}
