// Moves as the service carries them out: each with an id of its own, by which it can be undone.

import { ask, newKey, type Refusal } from '../api/client';
import { toIso } from './days';
import { PHASES, type Bar, type Board, type Outcome } from './model';

export type Act = 'confirm' | 'sign' | 'challenge' | 'withdraw' | 'release' | 'cancel';

/** A move as the person did it: the ids of all commands that it took, in order. */
export interface Step {
  keys: string[];
}

function days(bar: Bar): Record<string, unknown> {
  const phases = [];
  for (let i = 0; i < bar.phases.length; i += 3) {
    phases.push({
      phase: PHASES[bar.phases[i]], from: toIso(bar.phases[i + 1]), to: toIso(bar.phases[i + 2]),
    });
  }
  const values: Record<string, unknown> = { from: toIso(bar.first), to: toIso(bar.last) };
  return phases.length ? { ...values, phases } : values;
}

function wanted(board: Board, bar: Bar): Record<string, unknown> {
  return {
    stage: board.stages[bar.stage].id, title: board.titles[bar.title].id,
    holder: board.holders[bar.holder], area_m2: bar.area,
    set: bar.set < 0 ? null : board.sets[bar.set].id, ...days(bar),
  };
}

/** What the service would answer, without doing it. */
export function rehearse(board: Board, before: Bar, after: Bar): Promise<Outcome> {
  const id = newKey();
  const body = before.stage === after.stage
    ? { kind: 'amend', id, reservation: before.id, version: before.version, ...days(after) }
    : { kind: 'place', id, wanted: wanted(board, after) };
  return ask<Outcome>('/rehearsals', { method: 'POST', body });
}

/** New days for a bar; on another stage, a new hold and the old one given back. */
export async function move(
  board: Board, before: Bar, after: Bar, done: (outcome: Outcome) => void,
): Promise<string[]> {
  const key = newKey();
  if (before.stage === after.stage) {
    const body = days(after);
    done(await ask<Outcome>(`/reservations/${before.id}`, { method: 'PATCH', body, key, seen: before.version }));
    return [key];
  }
  const body = { how: 'hold', wanted: wanted(board, after), why: 'moved from another stage' };
  done(await ask<Outcome>('/reservations', { method: 'POST', body, key }));
  try {
    return [key, await act(before, 'release', done)];
  } catch (error) {
    await undo([key], done);
    throw error;
  }
}

export async function act(bar: Bar, what: Act, done: (outcome: Outcome) => void): Promise<string> {
  const key = newKey();
  done(await ask<Outcome>(`/reservations/${bar.id}/${what}`, { method: 'POST', body: {}, key, seen: bar.version }));
  return key;
}

/** Put back what commands did, the last one first; the ids by which that can be undone again. */
export async function undo(keys: string[], done: (outcome: Outcome) => void): Promise<string[]> {
  const again: string[] = [];
  for (const each of [...keys].reverse()) {
    const key = newKey();
    done(await ask<Outcome>(`/commands/${each}/undo`, { method: 'POST', body: {}, key }));
    again.push(key);
  }
  return again;
}

export type { Refusal };
