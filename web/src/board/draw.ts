// Paints a scene: the ground, bars, rules, lines of days, and what is not there yet.

import { paintBars } from './bars';
import { paintGhosts } from './ghosts';
import { paintGround, paintLines, paintRules } from './ground';
import type { Axis } from './axis';
import type { Looks } from './looks';
import { measured, upright, type Scene } from './scene';
import { xOf, type View } from './view';

export function paint(context: CanvasRenderingContext2D, scene: Scene): void {
  const lines = paintGround(context, scene);
  paintBars(context, scene, lines);
  paintRules(context, scene);
  paintLines(context, scene);
  paintGhosts(context, scene);
}

export const AXIS = 44;

/** The time axis above the rows. */
export function paintAxis(
  context: CanvasRenderingContext2D, axis: Axis, view: View, looks: Looks, today: number,
): void {
  context.fillStyle = looks.colour.card;
  context.fillRect(0, 0, view.width, AXIS);
  context.textBaseline = 'middle';
  const row = (list: { day: number; label: string }[], y: number, strong: boolean): void => {
    context.font = `${strong ? '600 ' : ''}12px ${looks.font}`;
    list.forEach((each, i) => {
      const x = xOf(view, each.day);
      const end = i + 1 < list.length ? xOf(view, list[i + 1].day) : view.width;
      context.fillStyle = looks.colour['line-strong'];
      context.fillRect(Math.round(x), y - 11, 1, 22);
      const left = Math.max(0, x) + 5;
      if (end - left < measured(context, each.label, strong ? 112 : 12) + 3) return;
      context.fillStyle = strong ? looks.colour.ink : looks.colour.muted;
      context.fillText(each.label, left, y);
    });
  };
  row(axis.upper, 11, true);
  row(axis.lower, axis.upper.length ? 33 : 22, !axis.upper.length);
  context.fillStyle = looks.colour['line-strong'];
  context.fillRect(0, AXIS - 1, view.width, 1);
  upright(context, xOf(view, today + 0.5), AXIS, looks.colour.today, 2);
}
