// Where sets lie: as the plan has them, and as somebody has moved them, with undo and redo.

import type { Box, Room } from './geometry';
import type { Stage, Standing } from './model';

export interface Place {
  x_m: number;
  y_m: number;
  rotated: boolean;
}

interface Step {
  id: string;
  from: Place;
  to: Place;
}

const same = (one: Place, two: Place): boolean =>
  one.x_m === two.x_m && one.y_m === two.y_m && one.rotated === two.rotated;

export class PlaceBook {
  private base = new Map<string, Place>();
  private now = new Map<string, Place>();
  private done: Step[] = [];
  private undone: Step[] = [];

  /** Begin anew with the places of a plan. */
  constructor(items: Standing[] = []) {
    for (const each of items) {
      if (isLaid(each)) this.base.set(each.id, { x_m: each.x_m!, y_m: each.y_m!, rotated: each.rotated });
    }
    this.now = new Map(this.base);
  }

  at(id: string): Place | undefined {
    return this.now.get(id);
  }

  move(id: string, to: Place): boolean {
    const from = this.now.get(id);
    if (!from || same(from, to)) return false;
    this.done.push({ id, from, to });
    this.undone = [];
    this.now.set(id, to);
    return true;
  }

  /** Take the last move back; which set it was. */
  undo(): string | null {
    const step = this.done.pop();
    if (!step) return null;
    this.undone.push(step);
    this.now.set(step.id, step.from);
    return step.id;
  }

  redo(): string | null {
    const step = this.undone.pop();
    if (!step) return null;
    this.done.push(step);
    this.now.set(step.id, step.to);
    return step.id;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Those that lie elsewhere than in the plan. */
  moved(): Map<string, Place> {
    return new Map([...this.now].filter(([id, place]) => !same(place, this.base.get(id)!)));
  }

  /** The plan has them now as they lie; what was done can still be undone. */
  settle(): void {
    this.base = new Map(this.now);
  }
}

export function isLaid(item: Standing): boolean {
  return item.x_m !== null && item.y_m !== null && item.width_m !== null && item.depth_m !== null;
}

const cm = (metres: number): number => Math.round(metres * 100);

export function boxOf(item: Standing, place: Place): Box {
  const [w, d] = [cm(item.width_m!), cm(item.depth_m!)];
  return { x: cm(place.x_m), y: cm(place.y_m), w: place.rotated ? d : w, d: place.rotated ? w : d };
}

export function placeOf(box: Box, rotated: boolean): Place {
  return { x_m: box.x / 100, y_m: box.y / 100, rotated };
}

export function roomOf(stage: Stage): Room {
  return { w: cm(stage.width_m!), d: cm(stage.depth_m!), aisle: cm(stage.aisle_m) };
}
