// The form of a question: shares as people write them, in per cent, and what of it was filled in wrongly.

import type { Choice, Form, Location, Range, Risk } from './asking.svelte';

/** A share 0 to 1 as a percentage with what figures it has: 0.125 is 12.5. */
export function inPercent(share: number | string | null | undefined): string {
  if (share === null || share === undefined || share === '') return '';
  return String(Math.round(Number(share) * 1e8) / 1e6);
}

/** A percentage as the exact share that the service reads; null where it is empty. */
export function outOfPercent(percent: string): string | null {
  const text = percent.trim().replace(',', '.');
  if (text === '') return null;
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  // By its digits and not by a division, which would make 0.07 of 7 and 0.07000000000000001 of others.
  const [whole, part = ''] = text.replace(/^-/, '').split('.');
  const digits = whole.padStart(3, '0');
  const sign = text.startsWith('-') ? '-' : '';
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}${part}`.replace(/^(-?)0+(?=\d)/, '$1');
}

const ENDS = ['low', 'mode', 'high'] as const;

/** Three numbers in one field: "50, 80, 100"; one number is no range. */
export function rangeText(range: Range, percent: boolean): string {
  const texts = ENDS.map((end) => (percent ? inPercent(range[end]) : String(Number(range[end]))));
  return new Set(texts).size === 1 ? texts[0] : texts.join(', ');
}

/** A range of a field; null where it has neither one number nor three. */
export function rangeOf(text: string, percent: boolean): Range | null {
  const parts = text.split(/[,;、\s–]+/).filter(Boolean);
  if (parts.length !== 1 && parts.length !== 3) return null;
  const values = parts.map((part) => (percent ? outOfPercent(part) : part));
  if (values.some((value) => value === null || !Number.isFinite(Number(value)))) return null;
  const [low, mode, high] = values.length === 1 ? [values[0]!, values[0]!, values[0]!] : (values as string[]);
  return { low, mode, high };
}

/** What is assumed of a programme at a place, where nobody has assumed anything yet. */
export function riskOf(place: Choice, programme: string): Risk {
  const none = (value: number): Range => ({ low: value, mode: value, high: value });
  return (
    place.risks.find((risk) => risk.programme === programme) ?? {
      programme, granted: null, share: none(1), haircut: none(0), delay_days: none(0), renewal_refused: 0, why: '',
    }
  );
}

/** The places with the risk of one programme put in the place of what stood there. */
export function withRisk(location: Location, place: string, risk: Risk): Location {
  const places = location.places.map((each) => {
    if (each.id !== place) return each;
    const others = each.risks.filter((other) => other.programme !== risk.programme);
    return { ...each, risks: [...others, risk] };
  });
  return { ...location, places };
}

/** A date of all places; of a place that has one of its own, that stays. */
export function withDate(location: Location, name: string, day: string): Location {
  const dates = { ...location.dates };
  if (day) dates[name] = day;
  else delete dates[name];
  return { ...location, dates };
}

/** What the service is asked: only what was changed, and only places that were chosen. */
export function changesOf(form: Form, before: Form, only: string[]): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  if (JSON.stringify(form.location) !== JSON.stringify(before.location)) changes.location = form.location;
  if (form.title !== before.title) changes.title = form.title;
  if (form.as_of && form.as_of !== before.as_of) changes.as_of = form.as_of;
  if (form.draws !== before.draws) changes.draws = form.draws;
  if (only.length < form.location.places.length) changes.only = only;
  return changes;
}
