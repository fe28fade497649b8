// A document that is being edited: every change can be taken back, and done again.

export type Step = string | number;
export type Path = Step[];

export interface Draft<T> {
  past: T[];
  now: T;
  future: T[];
}

const MOST_STEPS = 200;

export function begin<T>(now: T): Draft<T> {
  return { past: [], now, future: [] };
}

export function change<T>(draft: Draft<T>, now: T): Draft<T> {
  if (now === draft.now) return draft;
  return { past: [...draft.past.slice(1 - MOST_STEPS), draft.now], now, future: [] };
}

export function undo<T>(draft: Draft<T>): Draft<T> {
  if (!draft.past.length) return draft;
  return { past: draft.past.slice(0, -1), now: draft.past.at(-1)!, future: [draft.now, ...draft.future] };
}

export function redo<T>(draft: Draft<T>): Draft<T> {
  if (!draft.future.length) return draft;
  return { past: [...draft.past, draft.now], now: draft.future[0], future: draft.future.slice(1) };
}

/** The value at a path; undefined where there is none. */
export function get(tree: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, step) => (node as Record<Step, unknown> | null | undefined)?.[step], tree);
}

/** A copy with another value at a path; undefined takes the key away. What is the same stays the same object. */
export function put<T>(tree: T, path: Path, value: unknown): T {
  if (!path.length) return value as T;
  const [step, ...rest] = path;
  const below = (tree as Record<Step, unknown> | undefined)?.[step];
  const fresh = put(below, rest, value);
  if (fresh === below && (below !== undefined || value !== undefined)) return tree;
  const copy = (Array.isArray(tree) ? [...tree] : { ...tree }) as Record<Step, unknown>;
  if (fresh === undefined && !Array.isArray(copy)) delete copy[step];
  else copy[step] = fresh;
  return copy as T;
}

/** How many records of a list are new, changed or gone. */
export function countChanges<T extends { id: string }>(before: T[], after: T[]): number {
  const old = new Map(before.map((each) => [each.id, JSON.stringify(each)]));
  const changed = after.filter((each) => old.get(each.id) !== JSON.stringify(each)).length;
  const ids = new Set(after.map((each) => each.id));
  return changed + before.filter((each) => !ids.has(each.id)).length;
}
