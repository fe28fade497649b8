// What all views share: language, light or dark, units, the project one looks at, and what is told.

import { ask, Refusal } from '../api/client';
import { firstLanguage, refusal, t, type Key, type Language } from '../words';
import { hashOf, routeOf, type Route, type View } from './route';

export type Theme = 'auto' | 'light' | 'dark';
export type Unit = 'm2' | 'tsubo' | 'ft2';

export interface ProjectCard {
  id: string;
  name: string;
  version: number;
}

interface Told {
  text: string;
  bad: boolean;
}

class Shell {
  language = $state<Language>(firstLanguage());
  theme = $state<Theme>((localStorage.getItem('kachinko.theme') as Theme | null) ?? 'auto');
  unit = $state<Unit>((localStorage.getItem('kachinko.unit') as Unit | null) ?? 'm2');
  route = $state<Route>(routeOf(window.location.hash));
  /** Whether news of others arrive. */
  connected = $state(true);
  /** Whether somebody has to sign in first. */
  stranger = $state(false);
  /** Something is shown once only, so that signing in again waits for it to be closed. */
  holding = false;
  /** Grows when somebody has signed in, so that views read anew. */
  arrivals = $state(0);
  /** Grows when the tour is asked for once more. */
  tours = $state(0);
  told = $state<Told | null>(null);
  spoken = $state('');
  projects = $state<ProjectCard[]>([]);
  project = $state<string | null>(localStorage.getItem('kachinko.project'));
  private timer = 0;

  t(key: Key, values: Record<string, string | number> = {}): string {
    return t(this.language, key, values);
  }

  /** Go to another view; what of it, and its settings. */
  go(view: View, rest: string[] = [], query: Record<string, string> = {}): void {
    window.location.hash = hashOf({ view, rest, query });
  }

  /** Keep settings of the view that is open in its address, without a step in the history. */
  keep(query: Record<string, string>): void {
    this.route = { ...this.route, query };
    history.replaceState(null, '', hashOf(this.route));
  }

  arrive(): void {
    this.route = routeOf(window.location.hash);
  }

  /** To be spoken; the same sentence twice is spoken twice only if something changes. */
  say(text: string): void {
    this.spoken = this.spoken === text ? `${text}\u00a0` : text;
  }

  /** To be shown for a while, and spoken. */
  tell(text: string, bad = false): void {
    this.told = { text, bad };
    this.say(text);
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => (this.told = null), bad ? 12_000 : 4_500);
  }

  /** Words for what went wrong; anything but a refusal of the service is a fault and thrown on. */
  why(error: unknown): string {
    if (!(error instanceof Refusal)) throw error;
    return refusal(this.language, error.problem.code, error.message);
  }

  /** Read which projects there are; the one that was looked at last is kept where it still is. */
  async readProjects(): Promise<void> {
    const { items } = await ask<{ items: ProjectCard[] }>('/projects?limit=500');
    this.projects = items;
    if (!items.some((each) => each.id === this.project)) this.project = items[0]?.id ?? null;
  }
}

export const shell = new Shell();
