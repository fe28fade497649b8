// What the service says of a file or of sheets that it opened (POST /projects/read and /sheets).

import { ask } from '../api/client';
import type { Project } from './project';

export type Cell = string | number | boolean | null;

export interface Head {
  head: string;
  kind: 'text' | 'number' | 'whole' | 'amount' | 'date' | 'bool' | 'list' | 'choice';
  description: string;
  required: boolean;
  choices: string[];
}

export interface Sheet {
  name: string;
  rows: Cell[][];
  known: boolean;
  heads: Head[];
}

/** Rows, columns and lines are counted from 1. */
export interface PlacedFault {
  place: string;
  what: string;
  right: string;
  sheet: string | null;
  row: number | null;
  column: number | null;
  line: number | null;
  path: (string | number)[] | null;
}

export interface Opened {
  form: 'sheets' | 'text' | 'tree';
  sheets: Sheet[];
  text: string | null;
  faults: PlacedFault[];
  project: Project | null;
}

const KINDS: Record<string, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  tsv: 'text/csv',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  json: 'application/json',
};

/** The media type of a file by the end of its name; null: none that is read here. */
export function kindOf(name: string): string | null {
  return KINDS[name.split('.').pop()?.toLowerCase() ?? ''] ?? null;
}

/** Open a file; a CSV joins the tables of the project `into`. */
export function open(file: Blob, kind: string, into: string | null): Promise<Opened> {
  const query = kind === 'text/csv' && into ? `?into=${encodeURIComponent(into)}` : '';
  return ask<Opened>(`/projects/read${query}`, { method: 'POST', body: new Blob([file], { type: kind }) });
}

export function checkText(text: string, kind: string): Promise<Opened> {
  return open(new Blob([text]), kind, null);
}

export function checkProject(project: Project): Promise<Opened> {
  return ask<Opened>('/projects/read', { method: 'POST', body: project });
}

export function checkSheets(sheets: Sheet[]): Promise<Opened> {
  return ask<Opened>('/projects/sheets', { method: 'POST', body: { sheets: sheets.map(({ name, rows }) => ({ name, rows })) } });
}
