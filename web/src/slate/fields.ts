// The fields of titles and of what is in them, as forms and tables edit them.

import { shown, typed, type Kind } from '../tables/cells';
import { t, type Key, type Language } from '../words';
import { get, put, type Path } from './draft';
import type { Project } from './project';

export interface FieldOf {
  /** Names the field in words: `slate.field.<name>`. */
  name: string;
  path: Path;
  kind: Kind;
  choices?: string[];
  width?: number;
}

const field = (name: string, kind: Kind, width = 90, choices?: string[]): FieldOf => ({ name, path: [name], kind, width, choices });
const money = (name: string): FieldOf => ({ name, path: [name, 'amount'], kind: 'amount', width: 140 });

export const TITLE: FieldOf[] = [
  field('name', 'text', 220),
  field('id', 'text', 110),
  field('kind', 'choice', 92, ['film', 'series']),
  field('episodes', 'whole', 100),
  field('value', 'number', 84),
  field('commitment', 'choice', 136, ['may', 'must']),
  field('studios', 'list', 120),
  field('split', 'bool', 84),
  field('earliest', 'date', 118),
  field('latest', 'date', 118),
  money('unit_day_cost'),
];

export const SET: FieldOf[] = [
  field('name', 'text', 160),
  field('id', 'text', 100),
  field('area_m2', 'number', 76),
  field('width_m', 'number', 70),
  field('depth_m', 'number', 70),
  field('height_m', 'number', 70),
  field('build_days', 'whole', 66),
  field('prelight_days', 'whole', 72),
  field('shoot_days', 'whole', 66),
  field('hold_days', 'whole', 66),
  field('strike_days', 'whole', 66),
  field('sync_sound', 'bool', 70),
  field('power_kva', 'number', 70),
  field('features', 'list', 100),
  field('unit', 'text', 76),
  field('cast', 'list', 110),
  field('after', 'list', 110),
];

export const BLOCK: FieldOf[] = [
  field('id', 'text', 130),
  field('days', 'whole', 70),
  field('earliest', 'date', 110),
  field('latest', 'date', 110),
  field('unit', 'text', 90),
  field('cast', 'list', 140),
  field('after', 'list', 140),
];

export const CAST: FieldOf[] = [
  field('name', 'text', 170),
  field('id', 'text', 110),
  money('day_rate'),
  field('available', 'spans', 330),
];

/** The column of a field; a table knows its lines by what it calls `id`. */
export const columnOf = (of: FieldOf): string => (of.name === 'id' ? 'ident' : of.name);

const NUMBERS = new Set<Kind>(['number', 'whole', 'amount']);
export const isNumber = (kind: Kind): boolean => NUMBERS.has(kind);

/** How the text of a field is shown: yes and no in words, amounts in groups of digits. */
export function showOf(language: Language, of: FieldOf): ((value: unknown) => string) | undefined {
  if (of.kind === 'bool') return (value) => (value === 'true' ? t(language, 'slate.yes') : value === 'false' ? t(language, 'slate.no') : String(value ?? ''));
  if (of.kind === 'amount') return (value) => grouped(String(value ?? ''));
  if (of.kind === 'choice') return (value) => ((of.choices ?? []).includes(String(value)) ? t(language, `slate.choice.${String(value)}` as Key) : String(value ?? ''));
  return undefined;
}

/** Digits in groups of three; no digit is lost, what is no number stays. */
export function grouped(text: string): string {
  const found = /^(\d+)(\.\d+)?$/.exec(text);
  return found ? found[1].replace(/\B(?=(\d{3})+$)/g, ',') + (found[2] ?? '') : text;
}

/** Fields that keep null where they are empty; others are left to their default. */
const NULLED = new Set(['episodes', 'earliest', 'latest', 'area_m2', 'width_m', 'depth_m', 'height_m', 'power_kva']);

/** A record with the text that somebody typed as the value of a field. */
export function withText<T>(record: T, of: FieldOf, text: string, project: Project): T {
  const value = typed(text, of.kind);
  if (of.path.length === 2) {
    const [group] = of.path;
    if (value === undefined) return put(record, [group], null);
    const currency = get(record, [group, 'currency']) ?? project.currency;
    return put(record, [group], { amount: value, currency });
  }
  return put(record, of.path, value === undefined && NULLED.has(of.name) ? null : value);
}

export function textOf(record: unknown, of: FieldOf): string {
  return shown(get(record, of.path), of.kind);
}

/** Records with a copied range in them, from a line on; lines beyond the last are new records. */
export function pastedInto<T>(records: T[], at: number[], fields: FieldOf[], cells: string[][], project: Project, fresh: (records: T[]) => T): T[] {
  const out = [...records];
  cells.forEach((texts, turn) => {
    if (texts.every((text) => text.trim() === '')) return;
    let index = at[turn];
    if (index === undefined) index = out.push(fresh(out)) - 1;
    fields.slice(0, texts.length).forEach((each, place) => {
      out[index] = withText(out[index], each, texts[place], project);
    });
  });
  return out;
}
