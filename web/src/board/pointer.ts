// Mouse, pen, fingers and wheel, handed on to the board's control.

import type { Control } from './control';
import { hit, within } from './hit';
import type { Bar } from './model';
import type { Zone } from './hit';

const FAR = 4;
/** A finger rests so long on a bar before it is picked up: until then it moves the ground. */
const REST_MS = 320;

interface Pressed {
  x: number;
  y: number;
  t0: number;
  top: number;
  what: 'bar' | 'ground' | 'marquee';
  moved: boolean;
  more: boolean;
  /** A bar that is tapped, if the finger does not move on. */
  tapped: Bar | null;
}

/** Where the pointer is, for those who show the day under it; null: not over the rows. */
export type Hover = { x: number; y: number } | null;

/** Listen on the canvas; gives a way to stop. */
export function interact(canvas: HTMLCanvasElement, control: () => Control | null, hover: (at: Hover) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const fingers = new Map<number, { x: number; y: number }>();
  let pressed: Pressed | null = null;
  let apart = 0;
  let resting = 0;

  const at = (event: MouseEvent): { x: number; y: number } => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const down = (event: PointerEvent): void => {
    const board = control();
    if (!board || event.button > 0) return;
    const { x, y } = at(event);
    fingers.set(event.pointerId, { x, y });
    canvas.setPointerCapture(event.pointerId);
    window.clearTimeout(resting);
    if (fingers.size === 2) {
      if (board.carry) board.putBack();
      pressed = null;
      apart = spread(fingers);
      return;
    }
    const under = hit(board.view, board.layout, x, y);
    const more = event.ctrlKey || event.metaKey || event.shiftKey;
    pressed = { x, y, t0: board.view.t0, top: board.view.top, what: 'ground', moved: false, more, tapped: null };
    if (!under) {
      if (event.shiftKey) pressed.what = 'marquee';
    } else if (event.pointerType === 'touch') {
      pressed.tapped = under.bar;
      resting = window.setTimeout(() => rest(under.bar, under.zone), REST_MS);
    } else {
      press(board, under.bar, under.zone, more);
    }
  };

  const press = (board: Control, bar: Bar, zone: Zone, more: boolean): void => {
    if (!pressed) return;
    pressed.what = 'bar';
    if (more) board.choose(bar.id, true);
    else if (!board.selected.has(bar.id)) board.choose(bar.id);
    else board.current = bar.id;
    if (!more && board.canTake(bar)) board.take(bar, zone, false);
  };

  const rest = (bar: Bar, zone: Zone): void => {
    const board = control();
    if (!board || !pressed || pressed.moved) return;
    pressed.tapped = null;
    press(board, bar, zone, false);
    board.look(board.view);
  };

  const move = (event: PointerEvent): void => {
    const board = control();
    if (!board) return;
    const { x, y } = at(event);
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, { x, y });
    if (fingers.size === 2) {
      pinch(board);
      return;
    }
    if (event.pointerType !== 'touch') hover({ x, y });
    if (!pressed) {
      canvas.style.cursor = cursorOf(board, x, y);
      return;
    }
    if (!pressed.moved && Math.hypot(x - pressed.x, y - pressed.y) < FAR) return;
    window.clearTimeout(resting);
    pressed.moved = true;
    if (pressed.what === 'bar') carry(board, x, y);
    else if (pressed.what === 'marquee') frame(board, x, y);
    else board.look({ ...board.view, t0: pressed.t0 - (x - pressed.x) / board.view.scale, top: pressed.top - (y - pressed.y) });
  };

  const carry = (board: Control, x: number, y: number): void => {
    if (!board.carry || !pressed) return;
    const days = Math.round((x - pressed.x) / board.view.scale);
    const line = board.layout.at(y + board.view.top);
    const stage = line?.kind === 'stage' && board.board.stages[line.stage].open ? line.stage : board.carry.stage;
    board.carry.to(days, stage);
  };

  const frame = (board: Control, x: number, y: number): void => {
    if (!pressed) return;
    board.marquee = {
      x: Math.min(x, pressed.x), y: Math.min(y, pressed.y),
      width: Math.abs(x - pressed.x), height: Math.abs(y - pressed.y),
    };
    board.look(board.view);
  };

  const up = (event: PointerEvent): void => {
    const board = control();
    fingers.delete(event.pointerId);
    window.clearTimeout(resting);
    if (!board || !pressed) return;
    const was = pressed;
    pressed = null;
    if (board.carry && !board.carry.byKeys) {
      if (was.moved && event.type === 'pointerup') void board.drop();
      else board.putBack();
    } else if (was.what === 'marquee' && board.marquee) {
      const found = within(board.view, board.layout, board.marquee);
      board.marquee = null;
      board.chooseAll(found);
    } else if (was.what === 'ground' && !was.moved) {
      board.choose(was.tapped?.id ?? null);
    }
  };

  const pinch = (board: Control): void => {
    const [a, b] = [...fingers.values()];
    const now = spread(fingers);
    if (apart > 0) board.zoom((a.x + b.x) / 2, now / apart);
    apart = now;
  };

  const wheel = (event: WheelEvent): void => {
    const board = control();
    if (!board) return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? board.view.height : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey) board.zoom(at(event).x, Math.exp(-dy * 0.0022));
    else if (event.shiftKey) board.pan(dx + dy, 0);
    else board.pan(dx, dy);
    hover(at(event));
  };

  const escape = (event: KeyboardEvent): void => {
    const board = control();
    if (event.key !== 'Escape' || !board?.carry || board.carry.byKeys) return;
    pressed = null;
    board.putBack();
  };

  window.addEventListener('keydown', escape, { signal });
  canvas.addEventListener('pointerdown', down, { signal });
  canvas.addEventListener('pointermove', move, { signal });
  canvas.addEventListener('pointerup', up, { signal });
  canvas.addEventListener('pointercancel', up, { signal });
  canvas.addEventListener('pointerleave', () => hover(null), { signal });
  canvas.addEventListener('contextmenu', (event) => event.preventDefault(), { signal });
  canvas.addEventListener('wheel', wheel, { signal, passive: false });
  canvas.addEventListener('dblclick', (event) => control()?.zoom(at(event).x, 1.8), { signal });
  return () => {
    window.clearTimeout(resting);
    stop.abort();
  };
}

function spread(fingers: Map<number, { x: number; y: number }>): number {
  const [a, b] = [...fingers.values()];
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function cursorOf(board: Control, x: number, y: number): string {
  const under = hit(board.view, board.layout, x, y);
  if (!under) return 'grab';
  if (!board.canTake(under.bar)) return 'pointer';
  return under.zone === 'body' ? 'move' : 'ew-resize';
}
