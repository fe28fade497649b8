// The board that was worked on last stays as it is while one looks at other views.

import type { Work } from './work.svelte';

let last: Work | null = null;

export function keptOf(id: string): Work | null {
  return last?.id === id ? last : null;
}

export function keep(work: Work): void {
  last = work;
}

export function forget(id: string): void {
  if (last?.id === id) last = null;
}
