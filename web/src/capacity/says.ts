// A frontier in words: changes, ranges, verdicts, and the whole answer in one paragraph.

import { fromIso, shortDay } from '../board/days';
import { numberIn, t, type Key, type Language } from '../words';
import type { Askable, Change, Effect, Frontier, Range, Verdict } from './model';

/** A number of titles a year as it is told: with one place after the point. */
export function rateIn(language: Language, rate: number): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(rate);
}

/** "13.2 to 16.3"; one number where both are the same, "13.2 or more" where nothing bounds it. */
export function rangeIn(language: Language, { titles, titles_per_year: rate }: Pick<Frontier, 'titles' | 'titles_per_year'>): string {
  const lower = rateIn(language, rate.lower);
  if (rate.upper === null) return t(language, 'capacity.range.open', { lower });
  if (titles.lower === titles.upper) return lower;
  return t(language, 'capacity.range', { lower, upper: rateIn(language, rate.upper) });
}

export function signed(language: Language, count: number): string {
  return new Intl.NumberFormat(language, { signDisplay: 'exceptZero' }).format(count).replace('-', '−');
}

/** What a lever is worth as proven: "0 to +3". */
export function worthIn(language: Language, { least, most }: Effect['worth_in_titles']): string {
  if (least === null && most === null) return t(language, 'capacity.worth.none');
  if (least === most) return signed(language, least ?? 0);
  if (most === null) return t(language, 'capacity.worth.more', { n: signed(language, least ?? 0) });
  if (least === null) return t(language, 'capacity.worth.less', { n: signed(language, most) });
  return t(language, 'capacity.range', { lower: signed(language, least), upper: signed(language, most) });
}

/** What a number of titles in so many years says of a claim: only a plan reaches it, only a proof rules it out. */
export function verdictOf(titles: Range, years: number, claim: number): Verdict {
  const needed = claim * years;
  if (titles.lower >= needed - 1e-9) return 'within';
  return titles.upper !== null && titles.upper < needed - 1e-9 ? 'beyond' : 'open';
}

/** With a large letter in front, as at the head of a row. */
export function headed(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A change to a project in words, as within a sentence. */
export function changeIn(language: Language, change: Change, of: Askable): string {
  const stage = (id: unknown): string => of.studios.flatMap((each) => each.stages).find(([own]) => own === id)?.[1] ?? String(id);
  const studio = of.studios.find((each) => each.id === change.studio);
  switch (change.change) {
    case 'stage-leaves':
      return t(language, 'capacity.change.without', { stage: stage(change.stage) });
    case 'stage-joins':
      return t(language, 'capacity.change.more', { stage: stage(change.like) });
    case 'crews':
      return t(language, 'capacity.change.crews', { n: numberIn(language, Number(change.crews)), before: String(studio?.build_crews ?? '–') });
    case 'pace': {
      const phase = t(language, `phase.${String(change.phase)}` as Key);
      if (!change.percent) return t(language, 'capacity.change.nophase', { phase });
      return t(language, 'capacity.change.pace', { phase, n: numberIn(language, Number(change.percent)) });
    }
    case 'weekdays': {
      const worked = (change.weekdays as string[]).includes('sat');
      return t(language, worked ? 'capacity.change.saturdays' : 'capacity.change.nosaturdays');
    }
    default:
      return change.change;
  }
}

export function leverIn(language: Language, lever: { name: string; changes: Change[] }, of: Askable): string {
  return lever.changes.map((each) => changeIn(language, each, of)).join(t(language, 'capacity.and'));
}

function listed(language: Language, names: string[]): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

/** The whole answer in one paragraph: numbers, the claim, what moves them, what they hang on. */
export function paragraph(language: Language, found: Frontier, of: Askable, claim: number | null): string {
  const say = (key: Key, values: Record<string, string | number> = {}): string => t(language, key, values);
  const { titles, titles_per_year: rate } = found;
  const n = (value: number): string => numberIn(language, value);
  const day = (iso: string): string => shortDay(fromIso(iso), language);
  const stages = of.studios.reduce((sum, each) => sum + each.stages.length, 0);
  const parts = [say('capacity.says.least', { stages: n(stages), project: of.name, rate: rateIn(language, rate.lower), n: n(titles.lower), from: day(found.horizon.from), to: day(found.horizon.to) })];
  if (titles.upper === null) parts.push(say('capacity.says.unbounded'));
  else if (titles.upper === titles.lower) parts.push(say('capacity.says.exact'));
  else parts.push(say('capacity.says.most', { rate: rateIn(language, rate.upper!), n: n(titles.upper) }));
  if (claim !== null) {
    const verdict = verdictOf(titles, found.horizon.years, claim);
    parts.push(say(`capacity.says.${verdict}`, { claim: n(claim), needed: n(Math.ceil(claim * found.horizon.years - 1e-9)) }));
    parts.push(...ofLevers(language, found, of, claim, verdict));
  }
  parts.push(...moved(language, found, of));
  return parts.join(language === 'ja' ? '' : ' ');
}

function ofLevers(language: Language, found: Frontier, of: Askable, claim: number, own: Verdict): string[] {
  const names = (verdict: Verdict): string[] =>
    found.levers.filter((each) => verdictOf(each.titles, found.horizon.years, claim) === verdict).map((each) => leverIn(language, each, of));
  const told: string[] = [];
  if (own !== 'within' && names('within').length) told.push(t(language, 'capacity.says.reached', { names: listed(language, names('within')) }));
  if (own !== 'beyond' && names('beyond').length) told.push(t(language, 'capacity.says.lost', { names: listed(language, names('beyond')) }));
  return told;
}

/** The levers that move the plans most, either way. */
function moved(language: Language, found: Frontier, of: Askable): string[] {
  const top = (sign: number): Effect[] =>
    found.levers.filter((each) => each.worth_in_titles.found * sign > 0)
      .sort((a, b) => (b.worth_in_titles.found - a.worth_in_titles.found) * sign || wide(b) - wide(a)).slice(0, 3);
  const word = (each: Effect): string =>
    t(language, 'capacity.says.one', { name: leverIn(language, each, of), found: signed(language, each.worth_in_titles.found), proven: worthIn(language, each.worth_in_titles) });
  const told: string[] = [];
  if (top(1).length) told.push(t(language, 'capacity.says.gains', { names: listed(language, top(1).map(word)) }));
  if (top(-1).length) told.push(t(language, 'capacity.says.losses', { names: listed(language, top(-1).map(word)) }));
  return told;
}

const wide = (each: Effect): number => Math.max(Math.abs(each.worth_in_titles.least ?? 0), Math.abs(each.worth_in_titles.most ?? 0));
