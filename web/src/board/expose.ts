// For tests and measurements: where bars are, and whether all is drawn.

import type { Control } from './control';
import { PLANNED } from './model';
import type { Painter } from './painter';
import { across } from './view';

export function expose(canvas: HTMLCanvasElement, painter: Painter, control: () => Control | null): void {
  Object.assign(window, {
    kachinkoBoard: {
      rectOf: (id: string) => {
        const rect = control()?.rect(id);
        const box = canvas.getBoundingClientRect();
        return rect ? { ...rect, x: rect.x + box.left, y: rect.y + box.top } : null;
      },
      idle: () => painter.idle && !control()?.busy,
      bars: () => [...(control()?.board.bars.values() ?? [])],
      planned: () => [...(control()?.plan?.bars.values() ?? [])].filter((bar) => bar.state === PLANNED),
      view: () => control()?.view,
      look: (first: number, last: number) => {
        const at = control();
        at?.look(across(at.view, first, last));
      },
      find: (id: string) => {
        const bar = control()?.bar(id);
        if (bar) control()?.visit(bar);
      },
      times: painter.times,
      painted: () => painter.painted,
    },
  });
}
