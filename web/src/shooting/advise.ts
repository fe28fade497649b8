// What can be told at once of a board, before the service has checked it: the cheap rules only.
// Each mark bears the code of the service's checker, whose word counts.

import { keyOf, sceneOf, type BoardDay, type Dated, type Desk, type Scene, type Strip } from './board';
import type { Days } from './order';

export interface Mark {
  code: string;
  /** Day that it is about. */
  key: string;
  /** Scene; empty: the day as a whole. */
  scene: string;
}

export interface Sum {
  eighths: number;
  /** From call to wrap [min]. */
  minutes: number;
  moves: number;
}

/** A shooting made ready for questions that come at every step of a drag. */
export class Adviser {
  readonly scenes: Map<string, Scene>;
  private readonly off: Set<string>;
  private readonly open = new Map<string, Dated[]>();
  private readonly noNight = new Set<string>();
  private readonly ways = new Map<string, number>();

  constructor(private readonly desk: Desk) {
    this.scenes = sceneOf(desk);
    this.off = new Set(desk.off.map((each) => each.date));
    const { shooting } = desk;
    for (const player of shooting.cast) {
      this.open.set(`player ${player.id}`, player.available);
      if (player.no_night) this.noNight.add(player.id);
    }
    for (const set of shooting.sets) this.open.set(`set ${set.id}`, set.available);
    for (const place of shooting.locations) this.open.set(`location ${place.id}`, place.available);
    for (const { between, minutes } of shooting.moves) {
      this.ways.set(between.join(' '), minutes);
      this.ways.set([...between].reverse().join(' '), minutes);
    }
  }

  /** Length of a day in pages and minutes. */
  sum(scenes: readonly string[]): Sum {
    const { rules } = this.desk.shooting;
    let [eighths, minutes, moves] = [0, rules.around_minutes, 0];
    let before: Strip | null = null;
    for (const number of scenes) {
      const strip: Strip | undefined = this.desk.strips[number];
      if (!strip) continue;
      eighths += this.scenes.get(number)?.eighths ?? 0;
      if (before && before.place !== strip.place) {
        moves++;
        minutes += this.way(before.place, strip.place);
      }
      minutes += strip.minutes;
      before = strip;
    }
    return { eighths, minutes, moves };
  }

  private way(one: string, other: string): number {
    const plain = (place: string): string => (place.startsWith('location/') ? place.slice(9) : '');
    return this.ways.get(`${plain(one)} ${plain(other)}`) ?? this.desk.shooting.move_minutes;
  }

  /** What is wrong with one day by itself. */
  day(day: BoardDay): Mark[] {
    const key = keyOf(day);
    const { rules, start, latest } = this.desk.shooting;
    const { eighths, minutes, moves } = this.sum(day.scenes);
    const found: Mark[] = [];
    const mark = (code: string, scene = ''): number => found.push({ code, key, scene });
    if (!day.scenes.length) return found;
    if (this.off.has(day.date)) mark('no-working-day');
    if (start && day.date < start) mark('before-start');
    if (latest && day.date > latest) mark('after-latest');
    if (rules.most_eighths !== null && eighths > rules.most_eighths) mark('too-many-pages');
    if (minutes > rules.most_minutes) mark('day-too-long');
    if (moves > rules.moves_a_day) mark('too-many-moves');
    day.scenes.forEach((number, at) => this.scene(day, number, at, mark));
    return found;
  }

  private scene(day: BoardDay, number: string, at: number, mark: (code: string, scene: string) => number): void {
    const scene = this.scenes.get(number);
    const strip = this.desk.strips[number];
    if (!scene || !strip) return;
    if (scene.unit !== day.unit) mark('unit-wrong', number);
    if (strip.call && strip.call !== day.kind) mark(`needs-${strip.call}-call`, number);
    const turn = (other: string): number => this.desk.strips[other]?.turn ?? 1;
    if (strip.turn === 0 && day.scenes.slice(0, at).some((other) => turn(other) > 0)) mark('dawn-not-first', number);
    if (strip.turn === 2 && day.scenes.slice(at + 1).some((other) => turn(other) < 2)) mark('dusk-not-last', number);
    for (const player of scene.cast) {
      if (this.away(`player ${player}`, day.date)) mark('player-away', number);
      if (day.kind === 'night' && this.noNight.has(player)) mark('night-work', number);
    }
    if (this.away(`set ${scene.set}`, day.date)) mark('set-closed', number);
    if (strip.place.startsWith('location/') && this.away(strip.place.replace('/', ' '), day.date)) mark('location-closed', number);
    if (scene.on && scene.on !== day.date) mark('not-on-its-day', number);
    if (scene.earliest && day.date < scene.earliest) mark('scene-early', number);
    if (scene.latest && day.date > scene.latest) mark('scene-late', number);
  }

  private away(what: string, date: string): boolean {
    const spans = this.open.get(what);
    return !!spans?.length && !spans.some((span) => span.from <= date && date <= span.to);
  }

  /** What is wrong between days: scenes that come before what they must follow. */
  private order(days: Days): Mark[] {
    const stands = new Map<string, [string, number]>();
    for (const day of days) day.scenes.forEach((number, at) => stands.set(number, [keyOf(day), at]));
    const found: Mark[] = [];
    for (const [number, [key, at]] of stands) {
      for (const name of this.scenes.get(number)?.after ?? []) {
        const other = stands.get(name);
        if (!other) continue;
        const later = other[0].slice(0, 10) < key.slice(0, 10) || (other[0] === key && other[1] < at);
        if (!later) found.push({ code: 'after-broken', key, scene: number });
      }
    }
    return found;
  }

  /** Everything that is seen at once. */
  board(days: Days): Mark[] {
    return [...days.flatMap((day) => this.day(day)), ...this.order(days)];
  }
}
