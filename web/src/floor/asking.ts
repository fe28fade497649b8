// What the floor asks of the service.

import { ask } from '../api/client';
import type { Job } from '../api/jobs';
import { readFloors, type Floors, type RawFloors } from './model';

export interface Breach {
  code: string;
  sentence: string;
  title: string | null;
  set: string | null;
  other_title: string | null;
  other_set: string | null;
  from: string | null;
  to: string | null;
  /** Whether the plan as it is kept does not break it. */
  new: boolean;
}

/** A set at another place than that of the plan. */
export interface Moved {
  title: string;
  set: string;
  x_m: number;
  y_m: number;
  rotated: boolean;
}

export async function askFloors(project: string, plan: string | null): Promise<Floors> {
  const query = new URLSearchParams({ project, ...(plan === null ? {} : { plan }) });
  return readFloors(await ask<RawFloors>(`/floor?${query}`));
}

/** What the checker says of a stage with sets at other places; none: nothing. */
export async function askChecker(plan: string, stage: string, places: Moved[]): Promise<Breach[]> {
  const { breaches } = await ask<{ breaches: Breach[] }>('/floor/check', { method: 'POST', body: { plan, stage, places } });
  return breaches;
}

/** Keep sets at other places as a new plan, if the checker accepts it. */
export function keepPlaces(plan: string, places: Moved[]): Promise<Job> {
  return ask<Job>('/floor/plans', { method: 'POST', body: { plan, places } });
}
