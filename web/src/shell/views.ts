// The views that are read only when they are opened.

import type { Component } from 'svelte';
import type { View } from './route';

type Page = Promise<{ default: Component }>;

export const PAGES: Record<Exclude<View, 'board'>, () => Page> = {
  desk: () => import('../desk/Desk.svelte'),
  floor: () => import('../floor/Floor.svelte'),
  slate: () => import('../slate/Slate.svelte'),
  where: () => import('../where/Where.svelte'),
  capacity: () => import('../capacity/Capacity.svelte'),
  shooting: () => import('../shooting/Shooting.svelte'),
  jobs: () => import('../jobs/Jobs.svelte'),
  settings: () => import('../settings/Settings.svelte'),
};
