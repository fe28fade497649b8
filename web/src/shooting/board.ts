// A board as it is worked on: days with scenes in order, and what is asked of the service.

export type Call = 'day' | 'night';
export type Tone = 'int-day' | 'int-night' | 'ext-day' | 'ext-night' | 'twilight';

export interface BoardDay {
  /** ISO date. */
  date: string;
  unit: string;
  kind: Call;
  scenes: readonly string[];
}

export interface Dated {
  from: string;
  to: string;
}

export interface Scene {
  number: string;
  heading: string;
  set: string;
  setting: 'INT' | 'EXT' | 'INT/EXT';
  time: 'day' | 'night' | 'dawn' | 'dusk' | null;
  eighths: number;
  synopsis: string;
  script_day: string;
  unit: string;
  cast: string[];
  after: string[];
  on: string | null;
  earliest: string | null;
  latest: string | null;
}

export interface Player {
  id: string;
  name: string;
  actor: string;
  available: Dated[];
  most_minutes: number | null;
  no_night: boolean;
}

export interface Place {
  id: string;
  name: string;
  available: Dated[];
}

export interface ShootingSet extends Place {
  location: string | null;
}

export interface Rules {
  most_eighths: number | null;
  most_minutes: number;
  around_minutes: number;
  day_call: number;
  night_call: number;
  rest_minutes: number;
  most_days_in_a_row: number | null;
  moves_a_day: number;
}

export interface Shooting {
  name: string;
  currency: string;
  start: string | null;
  latest: string | null;
  rules: Rules;
  move_minutes: number;
  units: string[];
  cast: Player[];
  locations: Place[];
  moves: { between: [string, string]; minutes: number }[];
  sets: ShootingSet[];
  scenes: Scene[];
}

/** What the service has worked out of a scene. */
export interface Strip {
  tone: Tone;
  /** Shooting time [min]. */
  minutes: number;
  place: string;
  place_name: string;
  /** The call that its light asks for; empty: either. */
  call: Call | '';
  /** Where its light puts it in a day: 0 at dawn, 2 at dusk, else 1. */
  turn: 0 | 1 | 2;
}

export interface Card {
  id: string;
  name: string;
  version: number;
  changed_by: string;
  changed_at: string;
  project: string | null;
  title: string | null;
  scenes: number;
  eighths: number;
  placed: number;
  days: number;
  first: string | null;
  last: string | null;
  currency: string;
  cost: string | number | null;
}

export interface Desk {
  card: Card;
  shooting: Shooting;
  strips: Record<string, Strip>;
  days: BoardDay[];
  /** Dates that are no working days, and why. */
  off: { date: string; en: string; ja: string }[];
  remarks: string[];
}

export interface Breach {
  rule: number;
  code: string;
  sentence: string;
  date: string | null;
  unit: string | null;
  scenes: string[];
}

export interface CostPart {
  what: 'cast' | 'moves' | 'standing' | 'units';
  amount: string;
  idle: string | null;
}

export interface DayFigures {
  date: string;
  unit: string;
  /** Minutes after midnight of its date. */
  call: number;
  wrap: number;
  eighths: number;
  moves: number;
  places: string[];
  starts: number[];
}

export interface Weighed {
  breaches: Breach[];
  boneyard: string[];
  keeps_all: boolean;
  currency: string;
  cost: string;
  idle: string;
  lines: CostPart[];
  company_moves: number;
  waiting_days: number;
  notes: string[];
  days: DayFigures[];
}

export const keyOf = (day: { date: string; unit: string }): string => `${day.date} ${day.unit}`;
export const sceneOf = (desk: Desk): Map<string, Scene> => new Map(desk.shooting.scenes.map((each) => [each.number, each]));

/** A length as the trade writes it: 2 3/8, 5/8, 1. */
export function pagesOf(eighths: number): string {
  const whole = Math.floor(eighths / 8);
  const part = eighths % 8;
  if (!part) return String(whole);
  return whole ? `${whole} ${part}/8` : `${part}/8`;
}

/** Minutes as hours: 10:05. */
export function hoursOf(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A time of day; after midnight 01:30 +1, in Japanese 25:30 as the trade writes. */
export function clockOf(minutes: number, language: 'en' | 'ja'): string {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((language === 'ja' ? minutes : minutes % 1440) / 60);
  const text = `${String(hours).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return days && language !== 'ja' ? `${text} +${days}` : text;
}
