// Pointer, wheel, pinch and keys, handed on to the board's control.

import { hit, within } from './hit';
import type { Control } from './control';

const FAR = 4;

interface Pressed {
  x: number;
  y: number;
  t0: number;
  top: number;
  what: 'bar' | 'ground' | 'marquee';
  moved: boolean;
  more: boolean;
}

/** Listen on the canvas; gives a way to stop. */
export function interact(canvas: HTMLCanvasElement, control: () => Control | null): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const fingers = new Map<number, { x: number; y: number }>();
  let pressed: Pressed | null = null;
  let apart = 0;

  const at = (event: PointerEvent | WheelEvent): { x: number; y: number } => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const down = (event: PointerEvent): void => {
    const board = control();
    if (!board || event.button > 0) return;
    const { x, y } = at(event);
    fingers.set(event.pointerId, { x, y });
    canvas.setPointerCapture(event.pointerId);
    if (fingers.size === 2) {
      if (board.carry) board.putBack();
      pressed = null;
      apart = spread(fingers);
      return;
    }
    const under = hit(board.view, board.layout, x, y);
    const more = event.ctrlKey || event.metaKey || event.shiftKey;
    pressed = { x, y, t0: board.view.t0, top: board.view.top, what: 'ground', moved: false, more };
    if (under) {
      pressed.what = 'bar';
      if (more) board.choose(under.bar.id, true);
      else if (!board.selected.has(under.bar.id)) board.choose(under.bar.id);
      else board.current = under.bar.id;
      if (!more && board.board.stages[under.bar.stage].open) board.take(under.bar, under.zone, false);
    } else if (event.shiftKey) {
      pressed.what = 'marquee';
    }
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
    if (!pressed) {
      canvas.style.cursor = cursorOf(board, x, y);
      return;
    }
    if (!pressed.moved && Math.hypot(x - pressed.x, y - pressed.y) < FAR) return;
    pressed.moved = true;
    if (pressed.what === 'bar' && board.carry) {
      const days = Math.round((x - pressed.x) / board.view.scale);
      const line = board.layout.at(y + board.view.top);
      const stage = line?.kind === 'stage' && board.board.stages[line.stage].open ? line.stage : board.carry.stage;
      board.carry.to(days, stage);
    } else if (pressed.what === 'marquee') {
      board.marquee = {
        x: Math.min(x, pressed.x), y: Math.min(y, pressed.y),
        width: Math.abs(x - pressed.x), height: Math.abs(y - pressed.y),
      };
      board.look(board.view);
    } else if (pressed.what === 'ground') {
      board.look({ ...board.view, t0: pressed.t0 - (x - pressed.x) / board.view.scale, top: pressed.top - (y - pressed.y) });
    }
  };

  const up = (event: PointerEvent): void => {
    const board = control();
    fingers.delete(event.pointerId);
    if (!board || !pressed) return;
    const was = pressed;
    pressed = null;
    if (board.carry && !board.carry.byKeys) {
      if (was.moved && event.type === 'pointerup') void board.drop();
      else board.putBack();
    } else if (was.what === 'marquee' && board.marquee) {
      const found = within(board.view, board.layout, board.marquee);
      board.marquee = null;
      board.selected = new Set(found.map((bar) => bar.id));
      board.choose(found[0]?.id ?? null, true);
      found.forEach((bar) => board.selected.add(bar.id));
      board.look(board.view);
    } else if (was.what === 'ground' && !was.moved) {
      board.choose(null);
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
  };

  const twice = (event: MouseEvent): void => {
    const board = control();
    const box = canvas.getBoundingClientRect();
    board?.zoom(event.clientX - box.left, 1.8);
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
  canvas.addEventListener('wheel', wheel, { signal, passive: false });
  canvas.addEventListener('dblclick', twice, { signal });
  return () => stop.abort();
}

function spread(fingers: Map<number, { x: number; y: number }>): number {
  const [a, b] = [...fingers.values()];
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function cursorOf(board: Control, x: number, y: number): string {
  const under = hit(board.view, board.layout, x, y);
  if (!under) return 'grab';
  return under.zone === 'body' ? 'move' : 'ew-resize';
}

const STEPS: Record<string, 'left' | 'right' | 'up' | 'down' | 'first' | 'last'> = {
  ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last',
};

/** What a key does on the board; whether it did anything. */
export function key(board: Control, event: KeyboardEvent): boolean {
  const { carry } = board;
  if (carry?.byKeys) return carrying(board, event);
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
    void (event.shiftKey ? board.redo() : board.undo());
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const step = STEPS[event.key];
  if (step) {
    const next = board.neighbour(step);
    if (next) board.visit(next);
    return true;
  }
  const now = board.current === null ? undefined : board.board.bars.get(board.current);
  switch (event.key) {
    case ' ':
    case 'Enter':
      if (now && board.board.stages[now.stage].open) board.take(now, 'body', true);
      return true;
    case '+':
    case '=':
      board.zoom(middle(board), 1.4);
      return true;
    case '-':
      board.zoom(middle(board), 1 / 1.4);
      return true;
    case '0':
      board.all();
      return true;
    case 'Delete':
      if (now && now.state < 2) void board.act('release');
      return true;
    default:
      return false;
  }
}

function carrying(board: Control, event: KeyboardEvent): boolean {
  const carry = board.carry!;
  const step = STEPS[event.key];
  if (step === 'left' || step === 'right') {
    const days = (step === 'left' ? -1 : 1) * (event.shiftKey ? 7 : 1);
    const zone = event.altKey ? 'end' : 'body';
    if (zone !== carry.zone) {
      carry.zone = zone;
      carry.days = 0;
    }
    carry.to(carry.days + days, carry.stage);
    return true;
  }
  if (step === 'up' || step === 'down') {
    const rows = board.layout.lines.flatMap((line) => (line.kind === 'stage' ? [line.stage] : []));
    const next = rows[rows.indexOf(carry.stage) + (step === 'up' ? -1 : 1)];
    if (next !== undefined && board.board.stages[next].open) carry.to(carry.days, next);
    return true;
  }
  if (event.key === 'Enter' || event.key === ' ') {
    void board.drop();
    return true;
  }
  if (event.key === 'Escape') board.putBack();
  return event.key === 'Escape';
}

function middle(board: Control): number {
  const now = board.current === null ? null : board.rect(board.current);
  const inSight = now && now.x >= 0 && now.x <= board.view.width;
  return inSight ? now.x : board.view.width / 2;
}

