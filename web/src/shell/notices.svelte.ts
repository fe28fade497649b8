// What has happened while one was looking elsewhere; kept until it has been seen.

import { shell } from './shell.svelte';

export interface Notice {
  text: string;
  bad: boolean;
  /** Milliseconds since 1970. */
  at: number;
  /** Address of what it is about. */
  to: string;
}

const MOST = 50;

class Notices {
  items = $state.raw<Notice[]>([]);
  unseen = $state(0);

  add(notice: Notice): void {
    this.items = [notice, ...this.items].slice(0, MOST);
    this.unseen++;
    shell.tell(notice.text, notice.bad);
  }

  see(): void {
    this.unseen = 0;
  }
}

export const notices = new Notices();
