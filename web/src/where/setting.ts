// A setting of the sliders: what it moves, how it stands in the address, how it goes to the service.

import type { Setting } from './model';

/** All that a page can set: what the service knows, the weight of bad outcomes, and places left out. */
export interface Levers extends Setting {
  /** Share of the worst twentieth in what places are ranked by; 0: by the net cost alone. */
  risk: number;
  out: string[];
}

export const FACTOR = { low: 0.6, high: 1.6, step: 0.005 };
export const PRICE = { low: 0.7, high: 1.4, step: 0.005 };
export const MOST_DAYS = 720;

export function asAsked(): Levers {
  return { worth: {}, price: {}, granted: {}, delay: {}, risk: 0, out: [] };
}

/** Whether the draws and costs are those of the memo; places may be left out and weights set. */
export function isAsAsked(levers: Levers): boolean {
  return !MAPS.some(([name]) => Object.keys(levers[name]).length);
}

export function isUntouched(levers: Levers): boolean {
  return isAsAsked(levers) && levers.risk === 0 && levers.out.length === 0;
}

const MAPS = [
  ['worth', 'fx'],
  ['price', 'cost'],
  ['granted', 'chance'],
  ['delay', 'late'],
] as const;
const NEUTRAL: Record<keyof Setting, number | null> = { worth: 1, price: 1, granted: null, delay: 0 };

/** The levers with one of them set; back at its place it is not named any more. */
export function withLever(levers: Levers, kind: keyof Setting, name: string, value: number, now: number | null = NEUTRAL[kind]): Levers {
  const map = { ...levers[kind] };
  if (now !== null && Math.abs(value - now) < 1e-9) delete map[name];
  else map[name] = value;
  return { ...levers, [kind]: map };
}

/** The levers of an address; what cannot be read is left as it is asked. */
export function leversOf(query: Record<string, string>): Levers {
  const levers = asAsked();
  for (const [name, key] of MAPS) {
    for (const part of (query[key] ?? '').split(',')) {
      const at = part.lastIndexOf(':');
      const value = Number(part.slice(at + 1));
      if (at > 0 && part.length > at + 1 && Number.isFinite(value)) levers[name][part.slice(0, at)] = within(name, value);
    }
  }
  const risk = Number(query.risk);
  if (Number.isFinite(risk)) levers.risk = Math.min(1, Math.max(0, risk));
  levers.out = (query.out ?? '').split(',').filter(Boolean);
  return levers;
}

/** The part of an address that names the levers. */
export function queryOf(levers: Levers): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, key] of MAPS) {
    const parts = Object.entries(levers[name]).map(([of, value]) => `${of}:${plain(value)}`);
    if (parts.length) query[key] = parts.sort().join(',');
  }
  if (levers.risk) query.risk = plain(levers.risk);
  if (levers.out.length) query.out = levers.out.join(',');
  return query;
}

/** What the service is sent. */
export function settingOf(levers: Levers): Setting {
  const { worth, price, granted, delay } = levers;
  return { worth, price, granted, delay };
}

function within(name: keyof Setting, value: number): number {
  if (name === 'granted') return Math.min(1, Math.max(0, value));
  if (name === 'delay') return Math.round(Math.min(MOST_DAYS, Math.max(0, value)));
  const range = name === 'worth' ? FACTOR : PRICE;
  return Math.min(range.high, Math.max(range.low, value));
}

function plain(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}
