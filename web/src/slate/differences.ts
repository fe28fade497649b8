// What differs between two projects, record by record; and one project out of two that grew apart.

import type { Project } from './project';

export type What = 'new' | 'changed' | 'gone';
export const LISTS = ['studios', 'agreements', 'titles'] as const;
export type Part = 'project' | (typeof LISTS)[number];

export interface Field {
  path: string;
  before: unknown;
  after: unknown;
}

export interface Difference {
  part: Part;
  id: string;
  name: string;
  what: What;
  fields: Field[];
}

type Rec = Record<string, unknown>;

/** Differences from one project to another: its own fields, then studios, agreements and titles by id. */
export function differences(before: Project, after: Project): Difference[] {
  const found: Difference[] = [];
  const fields = fieldsOf(head(before), head(after));
  if (fields.length) found.push({ part: 'project', id: '', name: after.name, what: 'changed', fields });
  for (const part of LISTS) {
    const old = byId(before[part]);
    const fresh = byId(after[part]);
    for (const [id, record] of fresh) {
      const was = old.get(id);
      if (!was) found.push({ part, id, name: nameOf(record, id), what: 'new', fields: [] });
      else {
        const changed = fieldsOf(was, record);
        if (changed.length) found.push({ part, id, name: nameOf(record, id), what: 'changed', fields: changed });
      }
    }
    for (const [id, record] of old) {
      if (!fresh.has(id)) found.push({ part, id, name: nameOf(record, id), what: 'gone', fields: [] });
    }
  }
  return found;
}

export interface Rift {
  part: Part;
  id: string;
  name: string;
  mine: What;
  theirs: What;
  fields: Field[];
}

/** Records that both sides have changed since `base`, and not to the same. */
export function rifts(base: Project, mine: Project, theirs: Project): Rift[] {
  const ours = new Map(differences(base, mine).map((each) => [key(each), each]));
  return differences(base, theirs).flatMap((each) => {
    const own = ours.get(key(each));
    if (!own || same(recordOf(mine, each), recordOf(theirs, each))) return [];
    const fields = fieldsOf((recordOf(theirs, each) ?? {}) as Rec, (recordOf(mine, each) ?? {}) as Rec);
    return [{ part: each.part, id: each.id, name: each.name, mine: own.what, theirs: each.what, fields }];
  });
}

export const key = (each: { part: Part; id: string }): string => `${each.part}/${each.id}`;

/** Theirs with what only I have changed, and of what both have changed, what is chosen as mine. */
export function merged(base: Project, mine: Project, theirs: Project, keepMine: Set<string>): Project {
  const torn = new Set(rifts(base, mine, theirs).map(key));
  let out = theirs;
  for (const each of differences(base, mine)) {
    if (!torn.has(key(each)) || keepMine.has(key(each))) out = withRecord(out, each, recordOf(mine, each));
  }
  return out;
}

function withRecord(project: Project, at: { part: Part; id: string }, record: unknown): Project {
  if (at.part === 'project') return { ...project, ...(record as Rec) };
  const list = (project[at.part] ?? []) as Rec[];
  const stands = list.some((each) => each.id === at.id);
  let next = list;
  if (record === undefined) next = list.filter((each) => each.id !== at.id);
  else if (stands) next = list.map((each) => (each.id === at.id ? (record as Rec) : each));
  else next = [...list, record as Rec];
  return { ...project, [at.part]: next };
}

function recordOf(project: Project, at: { part: Part; id: string }): unknown {
  return at.part === 'project' ? head(project) : byId(project[at.part]).get(at.id);
}

function head(project: Project): Rec {
  const { studios: _s, agreements: _a, titles: _t, ...rest } = project;
  return rest as Rec;
}

function byId(records: unknown): Map<string, Rec> {
  return new Map(((records ?? []) as Rec[]).map((each) => [String(each.id), each]));
}

const nameOf = (record: Rec, id: string): string => (typeof record.name === 'string' && record.name ? record.name : id);

/** Fields that differ, down to records of lists by their id; what is empty on both sides is the same. */
export function fieldsOf(before: Rec, after: Rec, above = ''): Field[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((name) => {
    const path = above ? `${above}.${name}` : name;
    const [a, b] = [before[name], after[name]];
    if (same(a, b)) return [];
    if (isRecords(a) && isRecords(b)) {
      const [old, fresh] = [byId(a), byId(b)];
      return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((id) => {
        const [was, is] = [old.get(id), fresh.get(id)];
        if (was && is) return fieldsOf(was, is, `${path}.${id}`);
        return [{ path: `${path}.${id}`, before: was && nameOf(was, id), after: is && nameOf(is, id) }];
      });
    }
    if (isRecord(a) && isRecord(b)) return fieldsOf(a, b, path);
    return [{ path, before: a, after: b }];
  });
}

const isRecord = (value: unknown): value is Rec => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRecords = (value: unknown): value is Rec[] => Array.isArray(value) && value.every((each) => isRecord(each) && 'id' in each);

function same(a: unknown, b: unknown): boolean {
  const plain = (value: unknown): unknown => (value === undefined || (Array.isArray(value) && !value.length) ? null : value);
  return JSON.stringify(sorted(plain(a))) === JSON.stringify(sorted(plain(b)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
}
