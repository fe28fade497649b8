// Strips and day breaks carried by a pointer: where they would fall, told at every step.

import { fall, scrollBy, type Fall, type Slot } from './geometry';

/** Pixels after which a press becomes a drag. */
const FAR = 5;

export interface Host {
  /** What scrolls, and along which axis strips are read. */
  scroller: HTMLElement;
  axis: 'x' | 'y';
  yard: HTMLElement | null;
  slots: () => Slot[];
  begin: () => void;
  /** Where what is carried would fall; undefined: nowhere. */
  over: (found: Fall | null | undefined, x: number, y: number) => void;
  end: (found: Fall | null | undefined) => void;
}

/** Script time of each step [ms]; for measuring. */
export const times: number[] = [];

/** Follow a press until it is let go; `null` stands for the boneyard. */
export function follow(press: PointerEvent, host: Host): void {
  const { scroller, axis } = host;
  const pressed = press.target as HTMLElement;
  let slots: Slot[] | null = null;
  let found: Fall | null | undefined;
  let [x, y] = [press.clientX, press.clientY];
  let frame = 0;

  const step = (): void => {
    const begun = performance.now();
    found = look();
    host.over(found, x, y);
    times.push(performance.now() - begun);
    if (times.length > 4000) times.splice(0, 2000);
  };

  const look = (): Fall | null | undefined => {
    if (host.yard && within(host.yard.getBoundingClientRect(), x, y)) return null;
    const box = scroller.getBoundingClientRect();
    if (!within(box, x, y)) return undefined;
    const place = axis === 'y' ? y - box.top + scroller.scrollTop : x - box.left + scroller.scrollLeft;
    return fall(slots ?? [], place) ?? undefined;
  };

  const scroll = (): void => {
    const box = scroller.getBoundingClientRect();
    const by = axis === 'y' ? scrollBy(y - box.top, box.height) : scrollBy(x - box.left, box.width);
    if (by && within(box, x, y)) {
      scroller.scrollBy(axis === 'y' ? { top: by } : { left: by });
      step();
    }
    frame = requestAnimationFrame(scroll);
  };

  const move = (event: PointerEvent): void => {
    if (event.pointerId !== press.pointerId) return;
    [x, y] = [event.clientX, event.clientY];
    if (!slots) {
      if (Math.hypot(x - press.clientX, y - press.clientY) < FAR) return;
      slots = host.slots();
      host.begin();
      frame = requestAnimationFrame(scroll);
    }
    event.preventDefault();
    step();
  };

  const stop = (): void => {
    cancelAnimationFrame(frame);
    pressed.removeEventListener('pointermove', move);
    pressed.removeEventListener('pointerup', up);
    pressed.removeEventListener('pointercancel', cancel);
    window.removeEventListener('keydown', keys, true);
  };
  const up = (): void => {
    stop();
    if (slots) host.end(found);
  };
  const cancel = (): void => {
    stop();
    if (slots) host.end(undefined);
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };

  pressed.setPointerCapture(press.pointerId);
  pressed.addEventListener('pointermove', move);
  pressed.addEventListener('pointerup', up);
  pressed.addEventListener('pointercancel', cancel);
  window.addEventListener('keydown', keys, true);
}

function within(box: DOMRect, x: number, y: number): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}
