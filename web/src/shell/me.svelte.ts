// Who is signed in here, and what they may do.

import { ask } from '../api/client';
import { shell } from './shell.svelte';

export interface Who {
  user: string;
  organisation: string;
  /** Such as "planner at north". */
  roles: string[];
  /** No: this server has no accounts yet. */
  signed_in: boolean;
}

class Me {
  who = $state.raw<Who | null>(null);

  get isAdmin(): boolean {
    return this.who?.roles.some((role) => role.startsWith('admin ')) ?? false;
  }

  async read(): Promise<void> {
    this.who = await ask<Who>('/session');
  }

  async leave(): Promise<void> {
    try {
      await ask('/session', { method: 'DELETE' });
    } catch (error) {
      shell.tell(shell.why(error), true);
      return;
    }
    this.who = null;
    shell.stranger = true;
  }
}

export const me = new Me();
