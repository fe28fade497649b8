// Files that are sent to become shootings.

import { newKey, Refusal, type Problem } from '../api/client';
import type { Card } from './board';

/** An id out of the name of a file, that no other shooting has. */
export function idOf(name: string, taken: readonly string[]): string {
  const stem = name.replace(/\.[^.]*$/, '').normalize('NFKD').toLowerCase();
  const plain = stem.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 56) || 'shooting';
  let id = plain;
  for (let n = 2; taken.includes(id); n++) id = `${plain}-${n}`;
  return id;
}

/** Send a file; the service reads it by the ending of its name. */
export async function send(file: File, taken: readonly string[], project: string | null): Promise<Card> {
  const query = new URLSearchParams({ file: file.name });
  if (project) query.set('project', project);
  const id = idOf(file.name, taken);
  // Something new names no version: the shared way of asking sends one, so this asks by itself.
  let response: Response;
  try {
    response = await fetch(`/api/v1/shootings/${id}?${query.toString()}`, {
      method: 'PUT', body: file, credentials: 'same-origin',
      headers: { 'Content-Type': 'application/octet-stream', 'If-None-Match': '*', 'Idempotency-Key': newKey() },
    });
  } catch {
    throw new Refusal({ status: 0, code: 'OFFLINE', detail: 'offline' });
  }
  if (response.ok) return (await response.json()) as Card;
  throw new Refusal((await response.json()) as Problem);
}
