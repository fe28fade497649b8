// Which news of the ledger are worth a notification, and what it says.

import type { LedgerEvent } from '../api/client';
import { fromIso, shortDay } from '../board/days';
import { t, type Language } from '../words';

interface State {
  id: string;
  stage: string;
  title: string | null;
  set: string | null;
  state: string;
  rank: number;
  from: string;
  to: string;
}

export interface Happening {
  command: string;
  /** Key of what happened. */
  what: 'challenged' | 'lapsed' | 'up' | 'firm' | 'gone';
  reservation: State;
}

const FIRM = ['confirmed', 'booked'];
const GONE = ['released', 'cancelled'];

/** What an event means for people; null: nothing that they have to know at once, or their own doing. */
export function happeningOf(event: LedgerEvent, me: string): Happening | null {
  const { before, after } = JSON.parse(event.body) as { before?: State | null; after?: State | null };
  if (!after?.id || !before) return null;
  const own = event.actor === me;
  const found = (what: Happening['what']): Happening => ({ command: event.command, what, reservation: after });
  if (after.state === before.state && after.rank < before.rank && after.rank > 0) return found('up');
  if (after.state === before.state) return null;
  if (after.state === 'lapsed') return found('lapsed');
  if (own) return null;
  if (after.state === 'challenged') return found('challenged');
  if (FIRM.includes(after.state) && !FIRM.includes(before.state)) return found('firm');
  return GONE.includes(after.state) ? found('gone') : null;
}

/** Happenings of one command as one line. */
export function lineOf(language: Language, all: Happening[], nameOf: (stage: string) => string): string {
  if (all.length > 2) return t(language, 'happened.several', { n: all.length });
  return all
    .map(({ what, reservation: of }) =>
      t(language, `happened.${what}`, {
        label: [of.title, of.set].filter(Boolean).join(' · ') || of.id,
        stage: nameOf(of.stage),
        rank: of.rank,
        from: shortDay(fromIso(of.from), language),
        to: shortDay(fromIso(of.to), language),
      }),
    )
    .join(' ');
}
