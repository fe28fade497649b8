// A project as the service keeps it (kachinko/1), as far as the slate shows and edits it.

export interface Dated {
  from: string;
  to: string;
}

export interface Money {
  amount: number | string;
  currency: string;
}

export interface Cast {
  id: string;
  name: string;
  day_rate?: Money | null;
  available?: Dated[];
}

export interface BuiltSet {
  id: string;
  name: string;
  area_m2?: number | string | null;
  width_m?: number | string | null;
  depth_m?: number | string | null;
  height_m?: number | string | null;
  features?: string[];
  build_days?: number;
  prelight_days?: number;
  shoot_days?: number;
  hold_days?: number;
  strike_days?: number;
  sync_sound?: boolean;
  power_kva?: number | string | null;
  unit?: string;
  cast?: string[];
  after?: string[];
}

export interface Block {
  id: string;
  days?: number;
  unit?: string;
  earliest?: string | null;
  latest?: string | null;
  cast?: string[];
  after?: string[];
}

export interface Title {
  id: string;
  name: string;
  kind: string;
  episodes?: number | null;
  value?: number;
  commitment?: string;
  studios?: string[];
  split?: boolean;
  earliest?: string | null;
  latest?: string | null;
  unit_day_cost?: Money | null;
  cast?: Cast[];
  sets?: BuiltSet[];
  location_blocks?: Block[];
}

export interface Named {
  id: string;
  name: string;
}

export interface Project {
  schema?: string;
  name: string;
  currency: string;
  horizon: Dated;
  notes?: string;
  studios: (Named & Record<string, unknown>)[];
  agreements?: Record<string, unknown>[];
  titles: Title[];
}

/** Floor that a set takes [m²]: its area, else width × depth; null where that is not a number yet. */
export function footprint(set: BuiltSet): number | null {
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  const area = number(set.area_m2);
  const width = number(set.width_m);
  const depth = number(set.depth_m);
  if (area !== null) return area;
  return width !== null && depth !== null ? Math.round(width * depth * 100) / 100 : null;
}

/** An id that none of the others has: `name`, then `name-2`, `name-3` … */
export function freeId(wanted: string, taken: string[]): string {
  const base = wanted.normalize('NFKD').toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^[^a-z0-9]+|-+$/g, '').slice(0, 56) || 'new';
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}-${number}`)) number++;
  return `${base}-${number}`;
}

/** A title to begin with: one set, whose numbers somebody has to fill in. */
export function newTitle(project: Project, name: string, set: string): Title {
  const id = freeId(name, project.titles.map((each) => each.id));
  return { id, name, kind: 'film', value: 1, commitment: 'may', studios: [], sets: [{ id: freeId(set, []), name: set }] };
}

/** The same title once more, under another id and name. */
export function copyOf(project: Project, title: Title, name: string): Title {
  return { ...structuredClone(title), name, id: freeId(title.id, project.titles.map((each) => each.id)) };
}
