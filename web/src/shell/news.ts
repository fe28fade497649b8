// What happens in the ledger, heard once for all views and as long as the page is open.

import { listen, type LedgerEvent } from '../api/client';
import { shell } from './shell.svelte';

type Hearer = (event: LedgerEvent) => void;

class News {
  private readonly hearers = new Set<Hearer>();
  private stop: (() => void) | null = null;

  /** Hear of everything from now on; gives a way to stop. */
  hear(hearer: Hearer): () => void {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  }

  /** Begin to listen, or go on from a place that was read; null: from now on, if not yet begun. */
  begin(after: string | null): void {
    if (after === null && this.stop) return;
    this.stop?.();
    const tell = (event: LedgerEvent): void => this.hearers.forEach((each) => each(event));
    this.stop = listen(after, tell, (open) => (shell.connected = open));
  }

  leave(): void {
    this.stop?.();
    this.stop = null;
  }
}

export const news = new News();
