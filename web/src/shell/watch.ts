// Turns news of the ledger into notifications, those of one command into one.

import { happeningOf, lineOf, type Happening } from './happenings';
import { ledger } from './ledger.svelte';
import { me } from './me.svelte';
import { news } from './news';
import { notices } from './notices.svelte';
import { shell } from './shell.svelte';

const TOGETHER_MS = 300;

/** Begin to watch; gives a way to stop. */
export function watch(): () => void {
  let waiting: Happening[] = [];
  let timer = 0;

  function tell(): void {
    timer = 0;
    const byCommand = new Map<string, Happening[]>();
    for (const each of waiting) byCommand.set(each.command, [...(byCommand.get(each.command) ?? []), each]);
    waiting = [];
    for (const all of byCommand.values()) {
      const bad = all.some(({ what }) => what === 'challenged' || what === 'lapsed');
      notices.add({ text: lineOf(shell.language, all, stageName), bad, at: Date.now(), to: '#/desk' });
    }
  }

  const deaf = news.hear((event) => {
    const happened = happeningOf(event, me.who?.user ?? '');
    if (!happened) return;
    waiting.push(happened);
    timer ||= window.setTimeout(tell, TOGETHER_MS);
  });
  return () => {
    deaf();
    window.clearTimeout(timer);
  };
}

function stageName(id: string): string {
  return ledger.control?.board.stages.find((stage) => stage.id === id)?.name ?? id;
}
