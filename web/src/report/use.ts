// Utilisation by stage and month: shares of open days, sums, and the numbers as CSV.

import type { ReportData, StageView } from './data';

export const MEASURES = ['standing', 'shooting', 'building', 'dark', 'floor'] as const;
export type Measure = (typeof MEASURES)[number];
export type Cell = number[];

export const at = (data: ReportData, name: string): number => data.utilisation.columns.indexOf(name);

export function addUp(data: ReportData, cells: Cell[]): Cell {
  return data.utilisation.columns.map((_, place) => cells.reduce((sum, cell) => sum + cell[place], 0));
}

/** Floor × open days: what the used m² × days are a share of. */
export function floorDays(data: ReportData, stage: StageView, cell: Cell): number {
  return (stage.floor_m2 ?? 0) * cell[at(data, 'open')];
}

/** Share of the open days, or of the floor on them; null where it was never open. */
export function shareOf(data: ReportData, cell: Cell, measure: Measure, floor: number): number | null {
  const open = cell[at(data, 'open')];
  if (!open) return null;
  if (measure === 'floor') return floor ? cell[at(data, 'used_m2_days')] / floor : null;
  return cell[at(data, measure)] / open;
}

/** Parts of a cell's bar: shooting, then only building or striking, then only standing. */
export function parts(data: ReportData, cell: Cell): { kind: string; from: number; width: number }[] {
  const open = cell[at(data, 'open')];
  if (!open) return [];
  const shooting = cell[at(data, 'shooting')];
  const waiting = cell[at(data, 'waiting')];
  const building = cell[at(data, 'standing')] - shooting - waiting;
  let from = 0;
  return ([['shooting', shooting], ['building', building], ['waiting', waiting]] as const).map(([kind, days]) => {
    const part = { kind, from: (100 * from) / open, width: (100 * days) / open };
    from += days;
    return part;
  });
}

/** One field of a CSV line; a leading sign that a spreadsheet would run as a formula is quoted off. */
function field(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

export function csvOf(data: ReportData): string {
  const { columns, months, stages } = data.utilisation;
  const lines: (string | number)[][] = [['studio', 'stage', 'month', ...columns, 'floor_m2']];
  data.stages.forEach((stage, place) => stages[place].forEach((cell, month) => {
    lines.push([data.studios[stage.studio].name, stage.name, months[month].slice(0, 7), ...cell, stage.floor_m2 ?? '']);
  }));
  return lines.map((line) => line.map(field).join(',')).join('\r\n');
}
