// Days as whole numbers since 1970-01-01, in UTC: no summer time, no local clock.

const DAY_MS = 86_400_000;

export interface Civil {
  year: number;
  month: number;
  day: number;
}

export function toIso(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function fromIso(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (!match) return NaN;
  return Math.round(Date.UTC(+match[1], +match[2] - 1, +match[3]) / DAY_MS);
}

export function civil(day: number): Civil {
  const at = new Date(day * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** The number of a date; months beyond 12 run on into later years. */
export function dayOf(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / DAY_MS);
}

/** 0: Monday … 6: Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

const known = new Map<string, Intl.DateTimeFormat>();

/** A day in the words of a language. */
export function inWords(day: number, language: string, form: Intl.DateTimeFormatOptions): string {
  const key = language + JSON.stringify(form);
  let format = known.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' });
    known.set(key, format);
  }
  return format.format(day * DAY_MS);
}

export function longDay(day: number, language: string): string {
  return inWords(day, language, { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' });
}

export function shortDay(day: number, language: string): string {
  return inWords(day, language, { year: 'numeric', month: 'short', day: 'numeric' });
}
