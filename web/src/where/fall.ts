// The waterfall of a place: bars that hang where the level has come to.

import type { Colours } from '../charts/colours';
import type { Option } from '../charts/ec';
import type { Step } from './model';

export interface Fall {
  /** What of a bar is not drawn: the height at which it begins. */
  base: number[];
  bar: number[];
  /** Level after each bar, for the thin lines between them. */
  level: number[];
}

/** Heights of the bars, in the unit of the amounts. */
export function fallOf(steps: Step[]): Fall {
  const fall: Fall = { base: [], bar: [], level: [] };
  let level = 0;
  for (const { kind, amount } of steps) {
    const whole = kind === 'gross' || kind === 'net';
    const before = whole ? 0 : level;
    const after = before + Number(amount);
    fall.base.push(Math.min(before, after));
    fall.bar.push(Math.abs(Number(amount)));
    fall.level.push(after);
    level = after;
  }
  return fall;
}

export interface FallWords {
  names: string[];
  texts: string[];
  unit: string;
}

/** How the chart of a waterfall looks; `colours` of the page. */
export function fallOption(steps: Step[], words: FallWords, colours: Colours): Option {
  const fall = fallOf(steps);
  const paint: Record<Step['kind'], string> = {
    gross: colours.firm, sure: colours.good, up_to: colours.buildLine, competed: colours.holdLine,
    off: colours.strikeLine, waiting: colours.waitLine, net: colours.shoot,
  };
  const million = (value: number): number => value / 1e6;
  return {
    grid: { left: 8, right: 14, top: 30, bottom: 6, outerBoundsMode: 'same' } as Option['grid'],
    xAxis: { type: 'category', data: words.names, axisTick: { show: false }, axisLabel: { interval: 0, width: 84, overflow: 'break', color: colours.ink } },
    yAxis: { type: 'value', name: words.unit, nameTextStyle: { align: 'left' }, axisLabel: { color: colours.muted } },
    series: [
      { type: 'bar', stack: 'fall', silent: true, itemStyle: { color: 'transparent' }, data: fall.base.map(million) },
      {
        type: 'bar', stack: 'fall', barWidth: '62%', silent: true,
        data: fall.bar.map((value, at) => ({ value: million(value), itemStyle: { color: paint[steps[at].kind], borderRadius: 2 } })),
        label: { show: true, position: 'top', color: colours.ink, fontSize: 12.5, formatter: ({ dataIndex }) => words.texts[dataIndex] },
      },
    ],
  };
}
