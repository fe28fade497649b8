// Moves as the service carries them out: each with an id of its own, by which it can be undone.

import { ask, newKey, type Refusal } from '../api/client';
import { toIso } from './days';
import { PHASES, type Bar, type Board, type Outcome } from './model';

export type Act = 'confirm' | 'sign' | 'challenge' | 'withdraw' | 'release' | 'cancel' | 'promote';

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

/** Another stage, with new days only where they are new. */
function there(board: Board, before: Bar, after: Bar): Record<string, unknown> {
  const stage = board.stages[after.stage].id;
  return before.first === after.first && before.last === after.last ? { stage } : { stage, ...days(after) };
}

/** What the service would answer, without doing it. */
export function rehearse(board: Board, before: Bar, after: Bar): Promise<Outcome> {
  const id = newKey();
  const body = before.stage === after.stage
    ? { kind: 'amend', id, reservation: before.id, version: before.version, ...days(after) }
    : { kind: 'move', id, reservation: before.id, version: before.version, ...there(board, before, after) };
  return ask<Outcome>('/rehearsals', { method: 'POST', body });
}

/** New days for a bar, or another stage; either is one command, and one to be undone. */
export async function move(
  board: Board, before: Bar, after: Bar, done: (outcome: Outcome) => void,
): Promise<string> {
  const key = newKey();
  const seen = before.version;
  if (before.stage === after.stage) {
    done(await ask<Outcome>(`/reservations/${before.id}`, { method: 'PATCH', body: days(after), key, seen }));
  } else {
    const body = there(board, before, after);
    done(await ask<Outcome>(`/reservations/${before.id}/move`, { method: 'POST', body, key, seen }));
  }
  return key;
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
