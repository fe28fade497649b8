// What the floor shows and what is done on it: the stage, the day, the set in hand, the checks.

import { fromIso, toIso } from '../board/days';
import { plans } from '../shell/plan.svelte';
import { shell } from '../shell/shell.svelte';
import { askChecker, askFloors, keepPlaces, type Breach, type Moved } from './asking';
import { gap, inside, keptInside, snapped, turned, type Box } from './geometry';
import {
  busiestDay, daysOfChange, holds, meet, standingOn, usedOn, type Floors, type Source, type Stage, type Standing,
} from './model';
import { boxOf, isLaid, PlaceBook, placeOf, roomOf, type Place } from './places';

export type Way = 'floor' | 'space' | 'table';

interface Carry {
  id: string;
  box: Box;
  rotated: boolean;
  /** Lines it has caught [cm]. */
  x: number | null;
  y: number | null;
}

const CHECK_MS = 150;
const KEEP_MS = 300;

export class FloorDesk {
  floors = $state.raw<Floors | null>(null);
  chosen = $state<string | null>(null);
  day = $state(0);
  /** Grid on which sets lie down [cm]. */
  step = $state(50);
  carry = $state.raw<Carry | null>(null);
  breaches = $state.raw<Breach[] | null>(null);
  checking = $state(false);
  saving = $state(false);
  private book = new PlaceBook();
  private changes = $state(0);
  private number = 0;
  private checkTimer = 0;
  private keepTimer = 0;
  private seen = '';

  source = $derived<Source>(shell.route.query.show === 'reservations' ? 'reservations' : 'plan');
  way = $derived<Way>(shell.route.query.as === 'space' ? 'space' : shell.route.query.as === 'table' ? 'table' : 'floor');
  stage = $derived.by<Stage | null>(() => {
    const all = this.floors?.stages ?? [];
    return all.find((each) => each.id === shell.route.rest[0]) ?? this.first(all);
  });
  /** Of the stage, on any day. */
  items = $derived.by<Standing[]>(() => (this.stage ? this.of(this.stage) : []));
  standing = $derived(standingOn(this.items, this.day));
  events = $derived(daysOfChange(this.items));
  item = $derived(this.items.find((each) => each.id === this.chosen) ?? null);
  range = $derived.by(() => {
    const { first, last } = this.floors ?? { first: 0, last: 0 };
    if (this.source === 'plan') return { first, last };
    return this.items.reduce((all, each) => ({ first: Math.min(all.first, each.first), last: Math.max(all.last, each.last) }), { first, last });
  });
  editable = $derived(this.source === 'plan' && this.floors?.plan != null && this.stage?.width_m != null);
  unsaved = $derived.by(() => { void this.changes; return this.book.moved().size; });
  canUndo = $derived.by(() => { void this.changes; return this.book.canUndo; });
  canRedo = $derived.by(() => { void this.changes; return this.book.canRedo; });

  /** Those of a stage, of the plan or of the ledger. */
  of(stage: Stage): Standing[] {
    const all = this.floors === null ? [] : this.source === 'plan' ? this.floors.planned : this.floors.reserved;
    return all.filter((each) => each.stage === stage.id);
  }

  private first(all: Stage[]): Stage | null {
    return all.find((each) => each.width_m !== null && this.of(each).length > 0) ?? all.find((each) => this.of(each).length > 0) ?? all[0] ?? null;
  }

  async read(): Promise<void> {
    if (!shell.project) return;
    await plans.read();
    this.floors = await askFloors(shell.project, plans.job?.id ?? null);
    this.book = new PlaceBook(this.floors.planned);
    this.changes++;
    this.breaches = null;
    const asked = fromIso(shell.route.query.day ?? '');
    const { first, last } = this.range;
    if (holds({ first, last }, asked)) this.day = asked;
    else if (this.stage) this.day = busiestDay(this.items, this.stage, Math.min(last, Math.max(first, this.floors.today)));
  }

  /** Take settings into the address; an empty one leaves it. */
  set(settings: Record<string, string>): void {
    const query = Object.fromEntries(Object.entries({ ...shell.route.query, ...settings }).filter(([, value]) => value !== ''));
    shell.keep(query);
  }

  goTo(day: number): void {
    this.day = Math.min(this.range.last, Math.max(this.range.first, day));
    window.clearTimeout(this.keepTimer);
    this.keepTimer = window.setTimeout(() => {
      if (shell.route.view === 'floor') this.set({ day: toIso(this.day) });
    }, KEEP_MS);
  }

  /** The day of the next change, or of the one before. */
  event(ahead: boolean): number | undefined {
    return ahead ? this.events.find((day) => day > this.day) : this.events.filter((day) => day < this.day).pop();
  }

  open(stage: string): void {
    this.chosen = null;
    this.breaches = null;
    shell.go('floor', [stage], { ...shell.route.query, day: toIso(this.day) });
  }

  // Places

  /** Where a set lies now, also while it is carried; null: it has no place. */
  box(item: Standing): Box | null {
    void this.changes;
    if (this.carry?.id === item.id) return this.carry.box;
    const place = this.placeOf(item);
    return place && boxOf(item, place);
  }

  placeOf(item: Standing): Place | null {
    void this.changes;
    if (!isLaid(item)) return null;
    return this.book.at(item.id) ?? { x_m: item.x_m!, y_m: item.y_m!, rotated: item.rotated };
  }

  moved(id: string): boolean {
    void this.changes;
    return this.book.moved().has(id);
  }

  /** Others that stand there on any day of its stay, where they lie. */
  neighbours(item: Standing): { item: Standing; box: Box }[] {
    return this.items.flatMap((each) => {
      const box = each.id !== item.id && each.rank === 1 && meet(each, item) ? this.box(each) : null;
      return box ? [{ item: each, box }] : [];
    });
  }

  /** Whose aisle it takes, and whether it reaches over the floor: for the eye, the service decides. */
  clash(item: Standing): { outside: boolean; others: Standing[] } {
    const box = this.stage?.width_m != null && this.source === 'plan' ? this.box(item) : null;
    if (!box) return { outside: false, others: [] };
    const room = roomOf(this.stage!);
    const near = this.neighbours(item).filter((each) => gap(box, each.box) < room.aisle);
    return { outside: !inside(box, room), others: near.map((each) => each.item) };
  }

  /** Take a set in hand. */
  lift(item: Standing): void {
    const place = this.placeOf(item);
    if (!this.editable || !place) return;
    this.chosen = item.id;
    this.carry = { id: item.id, box: boxOf(item, place), rotated: place.rotated, x: null, y: null };
  }

  /** Carry it to a place [cm]; `near`: how far walls and others catch it; 0: nowhere. */
  carryTo(x: number, y: number, near: number, step = this.step): void {
    const { carry, item, stage } = this;
    if (!carry || !item || !stage) return;
    const room = roomOf(stage);
    const box = { ...carry.box, x: Math.round(x), y: Math.round(y) };
    const others = this.neighbours(item).map((each) => each.box);
    const snap = near > 0 ? snapped(box, others, room, step, near) : { box, x: null, y: null };
    this.carry = { ...carry, box: keptInside({ ...snap.box, x: Math.round(snap.box.x), y: Math.round(snap.box.y) }, room), x: snap.x, y: snap.y };
    this.askSoon();
  }

  turnCarried(): void {
    if (!this.carry || !this.stage) return;
    this.carry = { ...this.carry, box: turned(this.carry.box, roomOf(this.stage)), rotated: !this.carry.rotated, x: null, y: null };
    this.askSoon();
  }

  /** Lay it down; whether it lies elsewhere than before. */
  lay(): boolean {
    const { carry } = this;
    this.carry = null;
    if (!carry) return false;
    const moved = this.book.move(carry.id, placeOf(carry.box, carry.rotated));
    this.changed();
    return moved;
  }

  putBack(): void {
    this.carry = null;
    this.changed();
  }

  /** Lay a set down at once, as a field or a button wants it. */
  put(item: Standing, place: Place): void {
    if (!this.editable || !this.stage) return;
    this.book.move(item.id, placeOf(keptInside(boxOf(item, place), roomOf(this.stage)), place.rotated));
    this.changed();
  }

  turn(item: Standing): void {
    this.lift(item);
    if (!this.carry) return;
    this.turnCarried();
    this.lay();
  }

  undo(): string | null {
    return this.stepped(this.book.undo());
  }

  redo(): string | null {
    return this.stepped(this.book.redo());
  }

  private stepped(id: string | null): string | null {
    if (id !== null) this.chosen = id;
    this.changed();
    return id;
  }

  private changed(): void {
    this.changes++;
    this.askSoon();
  }

  // The service

  /** Places that are not those of the plan, the carried one among them. */
  private places(): Moved[] {
    const all = this.book.moved();
    if (this.carry) all.set(this.carry.id, placeOf(this.carry.box, this.carry.rotated));
    return (this.floors?.planned ?? []).flatMap((each) => {
      const place = all.get(each.id);
      return place ? [{ title: each.title, set: each.set!, ...place }] : [];
    });
  }

  /** Ask the checker in a moment; an answer that comes late counts for nothing. */
  private askSoon(): void {
    window.clearTimeout(this.checkTimer);
    this.number++;
    const places = this.places();
    if (!places.length) {
      this.breaches = null;
      this.checking = false;
      return;
    }
    this.checking = true;
    this.checkTimer = window.setTimeout(() => void this.check(this.number, places), CHECK_MS);
  }

  private async check(number: number, places: Moved[]): Promise<void> {
    try {
      const breaches = await askChecker(this.floors!.plan!, this.stage!.id, places);
      if (number !== this.number) return;
      this.breaches = breaches;
    } catch (error) {
      if (number === this.number) shell.tell(shell.why(error), true);
    }
    if (number === this.number) this.checking = false;
  }

  /** Whether the checker has accepted what would be saved. */
  accepted = $derived(this.breaches !== null && this.breaches.length === 0 && !this.checking);

  /** Keep what was moved as a new plan. */
  async save(): Promise<void> {
    if (!this.floors?.plan || this.saving || this.carry) return;
    this.saving = true;
    try {
      const job = await keepPlaces(this.floors.plan, this.places());
      await plans.read();
      plans.chosen = job.id;
      this.seen = this.wanted; // it is shown already, and what was done can still be undone
      this.book.settle();
      this.floors = { ...this.floors, plan: job.id };
      this.changes++;
      this.breaches = null;
      shell.tell(shell.t('floor.saved'));
    } catch (error) {
      shell.tell(shell.t('floor.saved.not', { why: shell.why(error) }), true);
    } finally {
      this.saving = false;
    }
  }

  used(stage: Stage): number {
    return usedOn(this.of(stage), stage, this.day);
  }

  /** Which project and plan are wanted. */
  private get wanted(): string {
    return `${shell.project}/${plans.chosen ?? ''}`;
  }

  /** Whether another project or plan is wanted than was read; it counts as read from now on. */
  isStale(): boolean {
    const stale = this.wanted !== this.seen;
    this.seen = this.wanted;
    return stale;
  }

  /** Ask again, about the stage that is open now. */
  recheck(): void {
    this.breaches = null;
    this.askSoon();
  }

  /** Read reservations again: somebody changed them. What was moved stays moved. */
  async hear(): Promise<void> {
    if (!this.floors) return;
    const { reserved, after } = await askFloors(this.floors.project, this.floors.plan);
    this.floors = { ...this.floors, reserved, after };
  }
}
