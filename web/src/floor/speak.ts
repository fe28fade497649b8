// What is said of sets, of changes and of breaches, in the words of the language.

import { fromIso, shortDay } from '../board/days';
import { shell } from '../shell/shell.svelte';
import { areaIn, type Key } from '../words';
import type { Breach } from './asking';
import type { FloorDesk } from './desk.svelte';
import { lengthIn, sidesIn } from './lengths';
import { doingOn, type Change, type Doing, type Stage, type Standing } from './model';

const DAY_MS = 86_400_000;

export const nameOf = (item: Standing): string => item.name || item.title_name;

export function doingWord(doing: Doing): string {
  return doing === 'wait' ? shell.t('legend.waits') : doing === 'unsaid' ? shell.t('floor.unsaid') : shell.t(`phase.${doing}`);
}

/** Width × depth × height as built, or the area where no shape is known. */
export function sizeOf(item: Standing): string {
  const { language, unit } = shell;
  if (item.width_m === null || item.depth_m === null) {
    const area = item.area_m2 === null ? shell.t('floor.whole') : areaIn(language, unit, item.area_m2);
    return item.height_m === null ? area : shell.t('floor.size.high', { area, h: lengthIn(language, unit, item.height_m) });
  }
  const sides = [item.width_m, item.depth_m, ...(item.height_m === null ? [] : [item.height_m])];
  return sidesIn(language, unit, sides);
}

/** What is left above it; null where a height is not known. */
export function clearance(item: Standing, stage: Stage): number | null {
  if (item.height_m === null || stage.clear_height_m === null) return null;
  return Math.round((stage.clear_height_m - item.height_m) * 100) / 100;
}

export function clearanceWord(item: Standing, stage: Stage): string {
  const free = clearance(item, stage);
  if (free === null) return shell.t(item.height_m === null ? 'floor.height.unknown' : 'floor.grid.unknown');
  const length = lengthIn(shell.language, shell.unit, Math.abs(free));
  return shell.t(free < 0 ? 'floor.toohigh' : 'floor.clear', { n: length });
}

export function stay(item: Standing): string {
  const format = new Intl.DateTimeFormat(shell.language, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' });
  return format.formatRange(new Date(item.first * DAY_MS), new Date(item.last * DAY_MS));
}

/** All that a set's picture shows, for those who hear it. */
export function labelOf(desk: FloorDesk, item: Standing): string {
  const parts = [item.name, item.title_name, doingWord(doingOn(item, desk.day)), sizeOf(item)].filter(Boolean);
  const box = desk.box(item);
  if (box && desk.stage?.width_m != null) {
    parts.push(shell.t('floor.at', { x: lengthIn(shell.language, shell.unit, box.x / 100), y: lengthIn(shell.language, shell.unit, box.y / 100) }));
    const { outside, others } = desk.clash(item);
    if (outside || others.length) parts.push(shell.t('floor.near', { who: others.map(nameOf).join(', ') }));
  }
  return parts.join(', ');
}

export function changeWord(change: Change): string {
  const name = nameOf(change.item);
  if (change.what === 'begins') return shell.t(`floor.begins.${change.phase!}`, { name });
  return shell.t(`floor.change.${change.what}`, { name });
}

const KNOWN_BREACHES = [
  'rectangles-overlap', 'aisle-too-narrow', 'outside-stage', 'floor-full', 'too-high', 'feature-missing', 'floor-unknown',
  'position-missing', 'position-not-needed',
] as const;

/** A breach in the words of the language; those that have none in the words of the service. */
export function breachWord(breach: Breach, items: Standing[]): string {
  const named = (title: string | null, set: string | null): string => {
    const found = items.find((each) => each.title === title && each.set === set);
    return found ? nameOf(found) : [title, set].filter(Boolean).join('/');
  };
  if (!KNOWN_BREACHES.some((code) => code === breach.code)) return breach.sentence;
  return shell.t(`floor.breach.${breach.code}` as Key, {
    one: named(breach.title, breach.set),
    two: named(breach.other_title, breach.other_set),
    from: breach.from ? shortDay(fromIso(breach.from), shell.language) : '',
    to: breach.to ? shortDay(fromIso(breach.to), shell.language) : '',
  });
}
