// Why a title is left out and what would let it in, in words of the language that was chosen.
// English sentences come from the planner as they are; Japanese ones are made from the same data.

import { t, type Key, type Language } from '../words';
import { clauseInJapanese } from './clauses';

export interface Reason {
  code: string;
  sentence?: string;
  [more: string]: unknown;
}

export interface Clause {
  kind: string;
  sentence: string;
  verified: boolean;
}

export interface Remedy {
  change: string;
  verified: boolean;
  changes: string[];
  value: number | null;
  moved: number;
}

export interface Explanation {
  title: string | null;
  outcome?: string;
  conflicts: (Reason & { scope: string; requirements: Clause[] })[];
  remedies: Remedy[];
}

type Values = Record<string, string | number>;
const TOLD = new Set(['no-stage', 'window-too-short', 'cast-never-free', 'not-even-alone', 'musts-clash', 'no-room', 'not-planned']);

/** A reason as a sentence; that of a conflict is its heading, as its requirements are a list. */
export function reasonIn(language: Language, reason: Reason): string {
  if (reason.code === 'conflict') return t(language, `slate.conflict.${String(reason.scope)}` as Key);
  if (language === 'en' && reason.sentence) return reason.sentence;
  if (!TOLD.has(reason.code)) return reason.sentence ?? reason.code;
  const proven = reason.code === 'no-room' && reason.proven ? '.proven' : '';
  const said = t(language, `slate.reason.${reason.code}${proven}` as Key, valuesOf(reason));
  const stages = Array.isArray(reason.refusals) ? (reason.refusals as Reason[]).map((each) => refusalIn(language, each)) : [];
  return stages.length ? `${said}${t(language, 'slate.reason.stages', { list: stages.join(t(language, 'slate.comma')) })}` : said;
}

function refusalIn(language: Language, reason: Reason): string {
  return t(language, `slate.refusal.${reason.code}` as Key, valuesOf(reason));
}

function valuesOf(reason: Reason): Values {
  const values: Values = {};
  for (const [name, value] of Object.entries(reason)) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = value;
    else if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) values[name] = value.join(name.endsWith('_m') ? ' × ' : ', ');
  }
  return values;
}

/** A requirement: what it is about, and its sentence, with the language in which that is. */
export function clauseIn(language: Language, clause: Clause): { about: string; sentence: string; lang: Language } {
  const about = t(language, `slate.about.${clause.kind}` as Key);
  const said = language === 'en' ? null : clauseInJapanese(clause);
  return { about, sentence: said ?? clause.sentence, lang: said === null ? 'en' : language };
}

/** A remedy as a sentence; `name` gives what an id is called. */
export function remedyIn(language: Language, remedy: Remedy, name: (id: string) => string): string {
  if (language === 'en') return remedy.change;
  if (!remedy.changes.length) return t(language, remedy.moved ? 'slate.remedy.moves' : 'slate.remedy.fits', { n: remedy.moved });
  return remedy.changes.map((each) => changeIn(language, each, name)).join(t(language, 'slate.comma'));
}

const KNOWN = new Set(['window', 'size', 'phase', 'cast', 'studios', 'commitment', 'stage-joins', 'crews', 'weekdays']);

/** A change such as `window title=a1 latest=2028-06-16` in words. */
export function changeIn(language: Language, change: string, name: (id: string) => string): string {
  const { kind, values } = parts(change);
  if (!KNOWN.has(kind)) return change;
  const told: Values = {};
  for (const [key, value] of Object.entries(values)) told[key] = ['title', 'item', 'studio', 'studios', 'stage', 'like', 'member'].includes(key) ? name(value) : value;
  const detail = kind === 'window' ? (values.latest && values.earliest ? '.both' : values.latest ? '.latest' : '.earliest') : kind === 'size' ? (values.width_m ? '.sides' : '.area') : kind === 'phase' ? `.${values.phase ?? 'shoot'}` : '';
  return t(language, `slate.change.${kind}${detail}` as Key, told);
}

/** The kind of a change and its values; a list keeps its entries, without brackets. */
export function parts(change: string): { kind: string; values: Record<string, string> } {
  const [kind, ...rest] = change.split(' ');
  const values: Record<string, string> = {};
  for (const [, key, value] of rest.join(' ').matchAll(/(\w+)=(\[[^\]]*\]|"[^"]*"|\S+)/g)) values[key] = value.replace(/^[["]|[\]"]$/g, '');
  return { kind, values };
}
