// How full stages are: weeks gathered until there is room for them, shares, and sums.

import { fromIso, inWords } from '../board/days';
import type { Colours } from '../charts/colours';
import type { Option } from '../charts/ec';
import { t, type Key, type Language } from '../words';
import type { Fill, StageFills } from './model';

export type Measure = 'floor' | 'quiet' | 'standing';
export const MEASURES: Measure[] = ['floor', 'quiet', 'standing'];
/** Cells that can be told apart, and drawn at once. */
const MOST_CELLS = 4000;
const MOST_COLUMNS = 160;

/** How many weeks are drawn as one. */
export function gathered(stages: number, weeks: number): number {
  return Math.max(1, Math.ceil((stages * weeks) / MOST_CELLS), Math.ceil(weeks / MOST_COLUMNS));
}

const sum = (list: number[], from: number, to: number): number => list.slice(from, to).reduce((all, one) => all + one, 0);

/** Share of the open days, or of the floor over them, from one week up to, without, another; null: closed, or not known. */
export function shareOf(of: StageFills, fill: Fill, stage: number, measure: Measure, from: number, to: number): number | null {
  const open = sum(of.stages[stage].open, from, to);
  if (!open) return null;
  const own = fill.stages[stage];
  if (measure !== 'floor') return sum(own[measure], from, to) / open;
  const floor = of.stages[stage].floor_m2;
  return floor ? sum(own.used_m2_days, from, to) / (open * floor) : null;
}

export function percentIn(language: Language, share: number | null): string {
  return share === null ? '–' : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** An exact amount, as the service writes it. */
export function moneyIn(language: Language, currency: string, amount: string): string {
  const places = amount.split('.')[1]?.length ?? 0;
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, minimumFractionDigits: places, maximumFractionDigits: places });
  return format.format(amount as unknown as number);
}

export const openDays = (of: StageFills, stage: number): number => sum(of.stages[stage].open, 0, of.weeks.length);

export const heightOf = (of: StageFills): number => of.stages.length * (of.stages.length > 40 ? 16 : 34) + 86;

/** Stage by week, the fuller the stronger. */
export function heatPicture(language: Language, of: StageFills, fill: Fill, measure: Measure, colours: Colours): Option {
  const step = gathered(of.stages.length, of.weeks.length);
  const starts = of.weeks.map((week) => fromIso(week)).filter((_, i) => i % step === 0);
  const cells: [number, number, number][] = [];
  const shut: [number, number, number][] = [];
  of.stages.forEach((_, stage) => starts.forEach((_, column) => {
    const share = shareOf(of, fill, stage, measure, column * step, (column + 1) * step);
    (share === null ? shut : cells).push([column, stage, share === null ? -1 : Math.round(share * 1000) / 10]);
  }));
  const month = (i: number): string => inWords(starts[i], language, { month: 'short', year: starts.length > 80 ? '2-digit' : undefined });
  const fresh = starts.map((day, i) => i === 0 || inWords(day, language, { month: 'numeric' }) !== inWords(starts[i - 1], language, { month: 'numeric' }));
  const name = t(language, `capacity.measure.${measure}` as Key);
  const border = { borderColor: colours.card, borderWidth: starts.length > 90 ? 0.5 : 1.5 };
  return {
    grid: { left: 152, right: 8, top: 8, bottom: 74, outerBoundsMode: 'none' },
    tooltip: { formatter: (at) => hint(language, of, starts, step, name, (at as unknown as { value: [number, number, number] }).value) },
    xAxis: { type: 'category', data: starts.map((_, i) => month(i)), axisTick: { show: false }, splitLine: { show: false }, axisLabel: { interval: (i) => fresh[i] && (starts.length <= 80 || inWords(starts[i], 'en', { month: 'numeric' }) === '1'), margin: 8 } },
    yAxis: { type: 'category', data: of.stages.map((each) => each.name), inverse: true, axisTick: { show: false }, axisLine: { show: false }, splitLine: { show: false }, axisLabel: { width: 140, overflow: 'truncate', interval: 0, color: colours.ink, fontSize: of.stages.length > 40 ? 10 : 12.5 } },
    visualMap: {
      min: 0, max: 100, orient: 'horizontal', left: 152, bottom: 0, itemWidth: 12, itemHeight: 150, calculable: false, seriesIndex: 0,
      text: [`100 %`, `${name} 0 %`], inRange: { color: [colours.wait, colours.hold, colours.shoot] },
    },
    series: [
      { name, type: 'heatmap', data: cells, itemStyle: border, progressive: 0, emphasis: { itemStyle: { borderColor: colours.ink } } },
      { name: t(language, 'capacity.closed'), type: 'heatmap', data: shut, itemStyle: { color: colours.closure, ...border }, progressive: 0 },
    ],
  };
}

function hint(language: Language, of: StageFills, starts: number[], step: number, name: string, [column, stage, share]: [number, number, number]): string {
  const form = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  const from = inWords(starts[column], language, form);
  const to = inWords(starts[column] + step * 7 - 1, language, form);
  const said = share < 0 ? t(language, 'capacity.closed') : `${name} ${percentIn(language, share / 100)}`;
  return `${of.stages[stage].name}\n${from} – ${to}\n${said}`;
}
