// The pictures of capacity: titles a year lever by lever with what each is worth, and how full stages are.

import type { Colours } from '../charts/colours';
import type { Option } from '../charts/ec';
import { numberIn, t, type Key, type Language } from '../words';
import { GROUPS, type Askable, type Effect, type Frontier } from './model';
import { headed, leverIn, rangeIn, signed, worthIn } from './says';

export interface Row {
  label: string;
  /** Heads a group of rows. */
  head: boolean;
  effect: Effect | null;
  lower: number;
  upper: number | null;
}

/** The rows of the picture: as it is, then lever by lever under the heads of their groups. */
export function rowsOf(language: Language, found: Frontier, of: Askable): Row[] {
  const base = { label: t(language, 'capacity.base'), head: false, effect: null, ...found.titles_per_year };
  const rows: Row[] = [base];
  for (const group of GROUPS) {
    const effects = found.levers.filter((each) => each.group === group);
    if (!effects.length) continue;
    rows.push({ label: t(language, `capacity.group.${group}` as Key), head: true, effect: null, lower: 0, upper: 0 });
    for (const effect of effects) rows.push({ label: headed(leverIn(language, effect, of)), head: false, effect, ...effect.titles_per_year });
  }
  return rows;
}

export const ROW = 25;
export const heightOf = (rows: Row[]): number => rows.length * ROW + 98;

/** Where the axis of titles a year ends: beyond all that is drawn on it. */
export function endOf(rows: Row[], claim: number | null): number {
  const most = Math.max(claim ?? 0, ...rows.map((row) => row.upper ?? row.lower * 1.3));
  const step = most > 12 ? 5 : 2;
  return Math.max(2, Math.ceil((most + 0.4) / step) * step);
}

/** How far the axis of worth reaches either way, and the distance of its marks. */
export function reachOf(rows: Row[]): { reach: number; step: number } {
  const all = rows.flatMap(({ effect }) => (effect ? [effect.worth_in_titles.found, effect.worth_in_titles.least ?? 0, effect.worth_in_titles.most ?? 0] : []));
  const most = Math.max(2, ...all.map(Math.abs));
  const step = Math.max(1, Math.ceil(most / 3.5));
  return { reach: step * (Math.floor(most / step) + 1), step };
}

/** Titles a year at least and at most, and beside it what each lever is worth in titles. */
export function frontierPicture(language: Language, rows: Row[], found: Frontier, claim: number | null, colours: Colours): Option {
  const labels = rows.map((row) => row.label);
  const end = endOf(rows, claim);
  const { reach, step } = reachOf(rows);
  const names = { least: t(language, 'capacity.least'), open: t(language, 'capacity.unsettled'), worth: t(language, 'capacity.worth') };
  const category = { type: 'category' as const, data: labels, inverse: true, axisTick: { show: false } };
  const line = claim === null ? {} : {
    markLine: {
      silent: true, symbol: 'none', animation: false, data: [{ xAxis: claim }],
      lineStyle: { color: colours.accent, width: 2, type: 'solid' as const },
      label: { formatter: t(language, 'capacity.claim.mark', { n: numberIn(language, claim) }), color: colours.accent, fontWeight: 600, position: 'start' as const, distance: 6 },
    },
  };
  return {
    grid: [
      { left: 232, right: '37%', top: 44, bottom: 46, outerBoundsMode: 'none' },
      { left: '67%', right: 18, top: 44, bottom: 46, outerBoundsMode: 'none' },
    ],
    legend: { top: 0, left: 0, selectedMode: false, data: [names.least, names.open, names.worth] },
    tooltip: { trigger: 'item', formatter: (at) => hint(language, rows, found, (at as { dataIndex: number }).dataIndex) },
    xAxis: [
      { gridIndex: 0, type: 'value', min: 0, max: end, name: t(language, 'capacity.axis.rate'), nameLocation: 'middle', nameGap: 26, position: 'bottom' },
      { gridIndex: 1, type: 'value', min: -reach, max: reach, interval: step, name: t(language, 'capacity.axis.worth'), nameLocation: 'middle', nameGap: 26,
        axisLabel: { formatter: (value: number) => (value === -reach ? '' : signed(language, value)) } },
    ],
    yAxis: [
      { ...category, gridIndex: 0, axisLine: { show: false }, axisLabel: {
        interval: 0, width: 220, overflow: 'truncate', align: 'left', margin: 226, fontSize: 12.5,
        formatter: (label: string, index: number) => `{${rows[index].head ? 'head' : index ? 'row' : 'base'}|${label}}`,
        rich: { head: { color: colours.muted, fontWeight: 600, fontSize: 12 }, row: { color: colours.ink, fontSize: 12.5, padding: [0, 0, 0, 10] }, base: { color: colours.ink, fontWeight: 700, fontSize: 13 } },
      } },
      { ...category, gridIndex: 1, axisLabel: { show: false }, axisLine: { onZero: true, lineStyle: { color: colours.lineStrong } } },
    ],
    series: [
      { name: names.least, type: 'bar', stack: 'rate', barWidth: 13, xAxisIndex: 0, yAxisIndex: 0, itemStyle: { color: colours.shoot },
        data: rows.map((row) => (row.head ? null : row.lower)), ...line },
      { name: names.open, type: 'bar', stack: 'rate', xAxisIndex: 0, yAxisIndex: 0,
        itemStyle: { color: colours.hold, borderColor: colours.holdLine, borderWidth: 1, borderType: 'dashed' },
        data: rows.map((row) => (row.head ? null : (row.upper ?? end) - row.lower)) },
      { name: names.worth, type: 'custom', xAxisIndex: 1, yAxisIndex: 1, itemStyle: { color: colours.build },
        data: rows.map((row, index) => [row.effect?.worth_in_titles.found ?? 0, index]),
        renderItem: (_, api) => worthMark(rows[api.value(1) as number], api, reach, colours) },
    ],
  };
}

interface Drawing {
  value: (dimension: number) => unknown;
  coord: (at: number[]) => number[];
}

/** A band over what is proven, and a mark for what the plans gave. */
function worthMark(row: Row, api: Drawing, reach: number, colours: Colours) {
  if (!row.effect) return null;
  const { found, least, most } = row.effect.worth_in_titles;
  const y = api.value(1) as number;
  const [from, middle] = api.coord([least ?? -reach, y]);
  const [to] = api.coord([most ?? reach, y]);
  const [at] = api.coord([found, y]);
  return {
    type: 'group' as const,
    children: [
      { type: 'rect' as const, shape: { x: Math.min(from, to - 3), y: middle - 6.5, width: Math.max(3, to - from), height: 13 }, style: { fill: colours.build, stroke: colours.buildLine, lineWidth: 1 } },
      { type: 'rect' as const, shape: { x: at - 2, y: middle - 9, width: 4, height: 18 }, style: { fill: colours.ink } },
    ],
  };
}

function hint(language: Language, rows: Row[], found: Frontier, index: number): string {
  const row = rows[index];
  if (!row || row.head) return '';
  const own = row.effect ?? found;
  const lines = [row.label, t(language, 'capacity.hint.rate', { range: rangeIn(language, own) })];
  if (row.effect) {
    lines.push(t(language, 'capacity.hint.worth', { found: signed(language, row.effect.worth_in_titles.found), proven: worthIn(language, row.effect.worth_in_titles) }));
  }
  return lines.join('\n');
}
