// Questions of places over HTTP; files that were chosen are kept while one goes on to the form.

import { ask } from '../api/client';
import type { Job } from '../api/jobs';
import type { Setting } from './model';

export interface Sent {
  name: string;
  text?: string;
  base64?: string;
}

export type Source = { example: true } | { memo: string } | { project: string; places: Sent; documents: Sent[] };

export interface Range {
  low: number | string;
  mode: number | string;
  high: number | string;
}

export interface Risk {
  programme: string;
  granted?: number | string | null;
  share: Range;
  haircut: Range;
  delay_days: Range;
  renewal_refused: number | string;
  why: string;
}

export interface Choice {
  id: string;
  name: string;
  name_ja: string;
  budget: string;
  scope: string;
  rates: string;
  programmes: string[];
  dates: Record<string, string>;
  risks: Risk[];
  notes: string;
}

export interface Location {
  title: string | null;
  currency: string;
  dates: Record<string, string>;
  discount: number | string;
  places: Choice[];
}

interface Named {
  id: string;
  name: string;
  name_ja: string;
}

export interface Form {
  location: Location;
  title: string;
  titles: Named[];
  programmes: Named[];
  studios: Named[];
  documents: string[];
  as_of: string | null;
  draws: number;
  seed: number;
  setting: Setting;
}

class Asking {
  /** Files that were chosen last. */
  own = $state.raw<Extract<Source, { project: string }> | null>(null);
}

export const asking = new Asking();

export function readForm(source: Source): Promise<Form> {
  return ask<Form>('/locating/questions', { method: 'POST', body: source });
}

export function startMemo(source: Source, more: Record<string, unknown> = {}): Promise<Job> {
  return ask<Job>('/locating/memos', { method: 'POST', body: { ...source, ...more } });
}

/** Files as they are sent; the one that is a file of places by itself, or null where none is. */
export async function sorted(files: File[]): Promise<{ places: Sent | null; documents: Sent[] }> {
  const all = await Promise.all(files.map(async (file): Promise<Sent> => ({ name: file.name, text: await file.text() })));
  const places = all.find((each) => /kachinko-location\/1/.test(each.text ?? '')) ?? null;
  return { places, documents: all.filter((each) => each !== places) };
}
