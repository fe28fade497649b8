// A plan as the board draws it: rows are stages, bars are the sets that stand on them.

import { fromIso } from '../board/days';
import { Board, PHASES, type Bar, type Feed, type Mark } from '../board/model';
import type { ReportData, Span } from './data';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const BOOKED = 3;
/** Long before any plan: a report knows no today. */
const NEVER = -1e7;

export function boardOf(data: ReportData): Board {
  const zero = fromIso(data.day0);
  const mark = ([first, stop]: Span | [number, number, string], says = ''): Mark => ({ first: zero + first, last: zero + stop - 1, says });
  const names = new Map(data.sets.map((set, place) => [set, place]));
  const bars: Bar[] = data.sets.map((set) => ({
    id: `${data.titles[set.title].id}/${set.id}`,
    stage: set.stage, first: zero + set.days[0], last: zero + set.days[1] - 1,
    state: BOOKED, rank: 1, title: set.title, holder: 0, set: names.get(set)!, version: 1,
    area: set.area_m2, due: null, sound: false,
    phases: set.phases.flatMap(([phase, first, stop]) => [(PHASES as readonly string[]).indexOf(phase), zero + first, zero + stop - 1]),
  }));
  const columns = Object.fromEntries(Object.keys(EMPTY).map((name) => [name, bars.map((bar) => bar[name as keyof Bar])]));
  return new Board({
    after: '', today: NEVER,
    studios: data.studios.map((each) => ({
      id: each.id, name: each.name, country: each.country, city: each.city,
      works: WEEK.map((day) => each.weekdays.includes(day)),
      holidays: each.holidays.map(([day, name]) => ({ day: zero + day, name })),
      closures: each.closures.map((one) => mark(one, one[2])),
    })),
    stages: data.stages.map((each) => ({
      id: each.id, name: each.name, studio: each.studio, floor_m2: each.floor_m2, quiet: each.quiet, shared: true, open: true,
      closures: each.closures.map((one) => mark(one, one[2])),
      agreements: data.agreements.filter((one) => one.stages.includes(each.id)).map((one) => mark(one.days, one.lessee)),
    })),
    titles: data.titles.map(({ id, name }) => ({ id, name })),
    sets: data.sets.map(({ id, name }) => ({ id, name })),
    holders: [''],
    bars: columns as Feed['bars'],
  });
}

const EMPTY: Bar = {
  id: '', stage: 0, first: 0, last: 0, state: 0, rank: 1, title: 0, holder: 0, set: 0, version: 1, area: null, due: null, phases: [], sound: false,
};
