// What an entry of the audit trail changed, value by value, in words.

import { fromIso, shortDay } from './days';
import { numberIn, t, type Key, type Language } from '../words';

export interface Entry {
  seq: number;
  at: string;
  actor: string;
  kind: string;
  command: string;
  /** JSON: before, after, why. */
  body: string;
}

type Values = Record<string, unknown>;

export interface Difference {
  what: string;
  before: string;
  after: string;
}

const SHOWN = ['stage', 'from', 'to', 'area_m2', 'state', 'rank'] as const;

/** What is shown of a reservation and was otherwise before; of a new one, all of it. */
export function differences(language: Language, entry: Entry): Difference[] {
  const { before, after } = JSON.parse(entry.body) as { before: Values | null; after: Values };
  const found: Difference[] = [];
  for (const name of SHOWN) {
    const [was, is] = [before?.[name] ?? null, after[name] ?? null];
    if (was === is || (name === 'rank' && is === 0)) continue;
    const key = name === 'area_m2' ? 'area' : name;
    found.push({
      what: t(language, `details.${key}` as Key),
      before: before === null ? '' : said(language, name, was),
      after: said(language, name, is),
    });
  }
  return found;
}

function said(language: Language, name: (typeof SHOWN)[number], value: unknown): string {
  if (name === 'from' || name === 'to') return shortDay(fromIso(String(value)), language);
  if (name === 'state') return t(language, `state.${String(value)}` as Key);
  if (name === 'area_m2') return value === null ? t(language, 'details.whole') : t(language, 'board.area', { n: numberIn(language, Number(value)) });
  return String(value);
}
