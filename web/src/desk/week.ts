// The week on every stage: who is there on each of seven days, and in which phase.

import { slice, pack } from '../board/layout';
import { weekday } from '../board/days';
import type { Bar, Board } from '../board/model';

export interface There {
  bar: Bar;
  /** Number of the phase on that day; null: it stands, or nobody said. */
  phase: number | null;
  /** Whether the day is its first, or its last. */
  begins: boolean;
  ends: boolean;
}

export interface Cell {
  day: number;
  works: boolean;
  /** Holidays, closures of studio and stage. */
  off: string[];
  there: There[];
}

export interface Row {
  stage: number;
  cells: Cell[];
}

export const DAYS = 7;

/** Monday of the week in which a day lies. */
export function mondayOf(day: number): number {
  return day - weekday(day);
}

/** Rows for the ledger's stages, best rank first in each cell. */
export function weekOf(board: Board, monday: number): Row[] {
  const rows: Row[] = [];
  board.stages.forEach((stage, number) => {
    if (!stage.open) return;
    const packed = pack(board.byStage[number]);
    const bars = packed.bars.slice(...slice(packed, monday, monday + DAYS - 1)).filter((bar) => bar.last >= monday);
    bars.sort((a, b) => a.rank - b.rank || a.first - b.first);
    const cells = Array.from({ length: DAYS }, (_, i) => cellOf(board, stage.studio, number, bars, monday + i));
    rows.push({ stage: number, cells });
  });
  return rows;
}

function cellOf(board: Board, studio: number, stage: number, bars: Bar[], day: number): Cell {
  const shut = board.stages[stage].closures.filter((each) => each.first <= day && each.last >= day);
  return {
    day,
    works: board.works(studio, day, weekday(day)) && shut.length === 0,
    off: [...new Set([...board.dayOff(studio, day), ...shut.map((each) => each.says)])],
    there: bars.filter((bar) => bar.first <= day && bar.last >= day).map((bar) => ({
      bar, phase: phaseOn(bar, day), begins: bar.first === day, ends: bar.last === day,
    })),
  };
}

function phaseOn(bar: Bar, day: number): number | null {
  for (let i = 0; i < bar.phases.length; i += 3) {
    if (bar.phases[i + 1] <= day && bar.phases[i + 2] >= day) return bar.phases[i];
  }
  return null;
}
