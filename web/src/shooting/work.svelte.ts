// A board under work: what stands on it, what is chosen and carried, what the service says of it.

import { ask, Refusal } from '../api/client';
import { shell } from '../shell/shell.svelte';
import type { Key } from '../words';
import { Adviser, type Mark } from './advise';
import { hoursOf, keyOf, pagesOf, type BoardDay, type Card, type Desk, type Weighed } from './board';
import { History } from './history';
import { boneyard, breakSpots, carry, dayBefore, moveBreak, same, spotNow, spots, standing, used, type Days, type Spot, type Target } from './order';
import { dayName } from './speak';

const WAIT_MS = 150;

export class Work {
  readonly script: string[];
  readonly adviser: Adviser;
  readonly off: Map<string, { en: string; ja: string }>;
  days: Days = $state.raw([]);
  saved: Days = $state.raw([]);
  version = $state(0);
  card: Card;
  chosen: ReadonlySet<string> = $state.raw(new Set());
  current: string | null = $state(null);
  carried: ReadonlySet<string> | null = $state.raw(null);
  target: Target | undefined = $state.raw(undefined);
  weighed: Weighed | null = $state.raw(null);
  base: Weighed | null = $state.raw(null);
  checking = $state(false);
  saving = $state(false);
  conflict = $state(false);
  canUndo = $state(false);
  canRedo = $state(false);

  readonly yard = $derived(boneyard(this.scriptNow(), this.days));
  readonly changed = $derived(!same(this.days, this.saved));
  readonly marks: Mark[] = $derived.by(() => this.advise(this.days));
  readonly numbers: Map<string, number> = $derived.by(() => numbersOf(this.days));
  private readonly history: History<Days>;
  /** Strip from which a row of them is chosen; null: the current one. */
  anchor: string | null = null;
  private timer = 0;
  private asked = 0;

  constructor(
    readonly desk: Desk,
    readonly id: string,
  ) {
    this.script = desk.shooting.scenes.map((scene) => scene.number);
    this.adviser = new Adviser(desk);
    this.off = new Map(desk.off.map(({ date, en, ja }) => [date, { en, ja }]));
    this.card = desk.card;
    this.version = desk.card.version;
    this.days = this.saved = desk.days;
    this.history = new History(this.days);
    this.current = this.days[0]?.scenes[0] ?? this.script[0] ?? null;
  }

  private scriptNow(): string[] {
    return this.desk.shooting.scenes.map((scene) => scene.number);
  }

  private advise(days: Days): Mark[] {
    return this.adviser.board(days);
  }

  // Doing, undoing

  put(days: Days): void {
    if (days === this.days) return;
    this.history.put(days);
    this.show();
  }

  undo(): void {
    if (!this.history.canUndo) return;
    this.history.undo();
    this.show();
    shell.say(shell.t('shooting.undone'));
  }

  redo(): void {
    if (!this.history.canRedo) return;
    this.history.redo();
    this.show();
    shell.say(shell.t('shooting.redone'));
  }

  private show(): void {
    this.days = this.history.current;
    this.canUndo = this.history.canUndo;
    this.canRedo = this.history.canRedo;
    this.check();
  }

  // Choosing and carrying

  choose(number: string, how: 'only' | 'toggle' | 'to'): void {
    const from = this.anchor ?? this.current ?? number;
    this.current = number;
    this.anchor = how === 'to' ? from : number;
    if (how === 'only') this.chosen = new Set([number]);
    else if (how === 'toggle') {
      const next = new Set(this.chosen);
      if (!next.delete(number)) next.add(number);
      this.chosen = next;
    } else {
      const line = this.line();
      const [one, other] = [line.indexOf(from), line.indexOf(number)].sort((a, b) => a - b);
      this.chosen = new Set([...this.chosen, ...line.slice(one, other + 1)]);
    }
    if (this.chosen.size > 1) shell.say(shell.t('shooting.chosen', { n: this.chosen.size }));
  }

  /** All scenes in the order in which they are read. */
  line(): string[] {
    return [...this.days.flatMap((day) => day.scenes), ...this.yard];
  }

  pick(number: string): ReadonlySet<string> {
    this.carried = this.chosen.has(number) ? this.chosen : new Set([number]);
    this.current = number;
    const list = standing(this.script, this.days, this.carried);
    const key: Key = list.length === 1 ? 'shooting.picked.one' : 'shooting.picked';
    shell.say(shell.t(key, { n: list.length, list: list.join(', ') }));
    return this.carried;
  }

  /** By the keys: to the next place, or the one before. */
  step(by: number): void {
    if (!this.carried) return;
    const all = spots(this.days, this.carried);
    const now = this.target === undefined ? spotNow(this.days, this.carried) : all.findIndex((spot) => sameSpot(spot, this.target ?? null));
    this.target = all[Math.max(0, Math.min(all.length - 1, now + by))];
    shell.say(this.where(this.target));
  }

  drop(target: Target | undefined): void {
    const carried = this.carried;
    this.carried = null;
    this.target = undefined;
    if (!carried) return;
    if (target === undefined) {
      shell.say(shell.t('shooting.back'));
      return;
    }
    const told = this.where(target);
    this.put(carry(this.script, this.days, carried, target));
    shell.say(shell.t('shooting.put', { where: told }));
  }

  /** Put the break before a day elsewhere, and say what both days come to. */
  putBreak(key: string, to: Spot): void {
    const told = this.breakTold(key, to);
    this.put(moveBreak(this.days, key, to));
    shell.say(told);
  }

  /** By the keys: the break before a day by so many scenes. */
  stepBreak(key: string, by: number): void {
    const all = breakSpots(this.days, key);
    const now = dayBefore(this.days, key)?.scenes.length;
    const to = now === undefined ? undefined : all[now + by];
    if (to) this.putBreak(key, to);
    else shell.say(shell.t('shooting.break.end'));
  }

  /** The two days of a break as they would be. */
  besideBreak(key: string, to: Spot): BoardDay[] {
    const before = dayBefore(this.days, key);
    const sides = new Set([key, before && keyOf(before)]);
    return moveBreak(this.days, key, to).filter((day) => sides.has(keyOf(day)));
  }

  breakTold(key: string, to: Spot): string {
    return this.besideBreak(key, to).map((day) => `${shell.t('shooting.day', { n: this.numberOf(day) })}: ${this.inWords(day)}`).join(' · ');
  }

  takeOff(): void {
    if (!this.current) return;
    this.carried = this.chosen.has(this.current) ? this.chosen : new Set([this.current]);
    this.drop(null);
  }

  /** A place in words, with what its day would come to. */
  where(target: Target): string {
    if (!target) return shell.t('shooting.spot.yard');
    const day = this.days.find((each) => keyOf(each) === keyOf(target));
    if (!day) return '';
    const fill = { n: this.numberOf(day), date: dayName(day.date, shell.language) };
    const next = day.scenes.slice(target.at).find((number) => !this.carried?.has(number));
    const place = next ? shell.t('shooting.spot.before', { ...fill, scene: next }) : shell.t('shooting.spot.end', fill);
    return `${place}. ${this.sumOf(target)}`;
  }

  /** The day of a place as it would be with what is carried. */
  preview(target: Target): BoardDay | null {
    if (!target || !this.carried) return null;
    const after = carry(this.script, this.days, this.carried, target);
    return after.find((day) => keyOf(day) === keyOf(target)) ?? null;
  }

  sumOf(target: Target): string {
    const day = this.preview(target);
    return day ? this.inWords(day) : '';
  }

  /** What a day comes to. */
  private inWords(day: BoardDay): string {
    const { eighths, minutes } = this.adviser.sum(day.scenes);
    return shell.t('shooting.spot.sum', { pages: pagesOf(eighths), hours: hoursOf(minutes) });
  }

  numberOf(day: { date: string; unit: string }): number {
    return this.numbers.get(keyOf(day)) ?? 0;
  }

  // What the service says

  check(now = false): void {
    window.clearTimeout(this.timer);
    // An answer that is under way is of another board by now.
    this.asked++;
    this.checking = true;
    this.timer = window.setTimeout(() => void this.weigh(), now ? 0 : WAIT_MS);
  }

  private async weigh(): Promise<void> {
    const turn = this.asked;
    try {
      const found = await this.ask<Weighed>('check', this.days);
      if (turn !== this.asked) return;
      this.weighed = found;
      if (same(this.days, this.saved)) this.base = found;
      this.checking = false;
    } catch (error) {
      if (turn !== this.asked) return;
      this.checking = false;
      shell.tell(shell.why(error), true);
    }
  }

  ask<T>(what: 'check' | 'shown', days: Days, more = ''): Promise<T> {
    return ask<T>(`/shootings/${this.id}/${what}?lang=${shell.language}${more}`, { method: 'POST', body: { days: used(days) } });
  }

  async save(): Promise<void> {
    if (!this.changed || this.saving) return;
    this.saving = true;
    const days = this.days;
    try {
      const card = await ask<Card>(`/shootings/${this.id}/board`, { method: 'PUT', body: { days: used(days) }, seen: this.version });
      this.card = card;
      this.version = card.version;
      this.saved = days;
      this.base = this.weighed;
      this.conflict = false;
      shell.tell(shell.t('shooting.saved.now'));
    } catch (error) {
      if (error instanceof Refusal && error.problem.code === 'CHANGED') this.conflict = true;
      else shell.tell(shell.why(error), true);
    } finally {
      this.saving = false;
    }
  }

  /** Somebody else saved meanwhile: their board, or mine on top of theirs. */
  async settle(whose: 'theirs' | 'mine'): Promise<void> {
    try {
      const desk = await ask<Desk>(`/shootings/${this.id}?lang=${shell.language}`);
      this.version = desk.card.version;
      this.saved = desk.days;
      this.conflict = false;
      if (whose === 'theirs') this.put(desk.days);
      else await this.save();
    } catch (error) {
      shell.tell(shell.why(error), true);
    }
  }

  leave(): void {
    window.clearTimeout(this.timer);
    this.asked++;
  }
}

export function sameSpot(one: Target, other: Target): boolean {
  return one === other || (!!one && !!other && keyOf(one) === keyOf(other) && one.at === other.at);
}

/** Days of each unit, counted from 1. */
function numbersOf(days: Days): Map<string, number> {
  const counts = new Map<string, number>();
  const found = new Map<string, number>();
  for (const day of days) {
    const n = (counts.get(day.unit) ?? 0) + 1;
    counts.set(day.unit, n);
    found.set(keyOf(day), n);
  }
  return found;
}
