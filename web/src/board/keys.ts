// What keys do on the board.

import type { Step } from './choice';
import type { Control } from './control';

const STEPS: Record<string, Step> = {
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
  const now = board.bar(board.current);
  switch (event.key) {
    case ' ':
    case 'Enter':
      if (now && board.canTake(now)) board.take(now, 'body', true);
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
      if (now && now.state < 2 && board.canTake(now)) void board.act('release');
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
