// The keys of a stripboard: from strip to strip, choosing, carrying, putting down.

import type { Work } from './work.svelte';

const NEXT = ['ArrowDown', 'ArrowRight'];
const BACK = ['ArrowUp', 'ArrowLeft'];

/** Do what a key asks for; whether it asks for anything here. */
export function keys(event: KeyboardEvent, work: Work): boolean {
  const { key } = event;
  if (event.ctrlKey || event.metaKey) return false;
  return work.carried ? carrying(key, work) : reading(event, key, work);
}

function carrying(key: string, work: Work): boolean {
  if (NEXT.includes(key)) work.step(1);
  else if (BACK.includes(key)) work.step(-1);
  else if (key === 'PageDown') work.step(8);
  else if (key === 'PageUp') work.step(-8);
  else if (key === 'Enter' || key === ' ') work.drop(work.target);
  else if (key === 'Escape') work.drop(undefined);
  else return false;
  return true;
}

function reading(event: KeyboardEvent, key: string, work: Work): boolean {
  const line = work.line();
  const now = Math.max(0, line.indexOf(work.current ?? ''));
  const go = (at: number): void => {
    const number = line[Math.max(0, Math.min(line.length - 1, at))];
    if (!number) return;
    if (event.shiftKey) work.choose(number, 'to');
    else [work.current, work.anchor] = [number, null];
  };
  if (NEXT.includes(key)) go(now + 1);
  else if (BACK.includes(key)) go(now - 1);
  else if (key === 'Home') go(0);
  else if (key === 'End') go(line.length - 1);
  else if (key === 'PageDown' || key === 'PageUp') go(dayBeside(work, key === 'PageDown' ? 1 : -1, line));
  else if (key === ' ' && work.current) work.pick(work.current);
  else if (key === 'x' && work.current) work.choose(work.current, 'toggle');
  else if (key === 'Escape') work.chosen = new Set();
  else if (key === 'Delete' || key === 'Backspace') work.takeOff();
  else return false;
  return true;
}

/** The first strip of the day before or after that of the current one. */
function dayBeside(work: Work, by: 1 | -1, line: string[]): number {
  const filled = work.days.filter((day) => day.scenes.length);
  const at = filled.findIndex((day) => day.scenes.includes(work.current ?? ''));
  const to = filled[at < 0 ? filled.length - 1 : at + by];
  return to ? line.indexOf(to.scenes[0]) : by > 0 ? line.length - 1 : 0;
}
