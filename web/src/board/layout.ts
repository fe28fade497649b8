// Where rows and bars lie: groups by country and studio, and lanes for what shares a stage.

import { ELSEWHERE, PLANNED, type Bar, type Board } from './model';
import type { PlanLayer } from './plan';

export const HEAD = 28;
/** Below so many pixels of a lane, rows are a picture of how full they are, without words. */
export const SMALL = 8;

/** Room above and below a row's lanes. */
export function padOf(lane: number): number {
  return lane < SMALL ? 0.5 : 3;
}

/** Room between two lanes. */
export function gapOf(lane: number): number {
  return lane < SMALL ? lane * 0.2 : 3;
}

export interface GroupLine {
  kind: 'country' | 'studio';
  key: string;
  name: string;
  folded: boolean;
  depth: number;
  y: number;
  height: number;
}

export interface StageLine {
  kind: 'stage';
  stage: number;
  y: number;
  height: number;
  lanes: number;
}

export type Line = GroupLine | StageLine;

/** Bars of one stage with their lanes. */
export interface Packed {
  /** By first day. */
  bars: Bar[];
  lanes: Map<string, number>;
  count: number;
  /** Lanes of the row that lie above its own. */
  base: number;
  /** Days of the longest bar: how far before the window a bar may begin and still reach in. */
  longest: number;
}

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Give bars lanes: first ranks above, each lower rank below them, none over another. */
export function pack(bars: Bar[]): Packed {
  const lanes = new Map<string, number>();
  const ranks = [...new Set(bars.map((bar) => bar.rank))].sort((a, b) => a - b);
  let base = 0;
  let longest = 1;
  for (const rank of ranks) {
    const ends: number[] = [];
    for (const bar of bars) {
      if (bar.rank !== rank) continue;
      longest = Math.max(longest, bar.last - bar.first + 1);
      let lane = ends.findIndex((end) => end < bar.first);
      if (lane < 0) lane = ends.length;
      ends[lane] = bar.last;
      lanes.set(bar.id, base + lane);
    }
    base += ends.length;
  }
  return { bars, lanes, count: base, base: 0, longest };
}

/** Number of the first bar that begins on or after a day. */
export function firstFrom(bars: Bar[], day: number): number {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bars[middle].first < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Which bars may touch the days from `first` to `last`: from one number up to, without, another. */
export function slice(packed: Packed, first: number, last: number): [number, number] {
  return [firstFrom(packed.bars, first - packed.longest), firstFrom(packed.bars, last + 1)];
}

/** What is shown: what is held and booked, what a plan says, or both, one below the other. */
export type Layer = 'reservations' | 'plan' | 'both';

const NOTHING: Packed = { bars: [], lanes: new Map(), count: 0, base: 0, longest: 1 };

export class Layout {
  lines: Line[] = [];
  full = 0;
  layer: Layer = 'reservations';
  readonly packed: Packed[];
  private planned: Packed[] = [];
  private readonly lineOf = new Map<number, StageLine>();

  constructor(
    private readonly board: Board,
    public lane: number,
    private readonly folded: Set<string>,
    private readonly countryName: (code: string) => string,
  ) {
    this.packed = board.byStage.map(pack);
    this.arrange();
  }

  /** Pack the rows of some stages anew. */
  repack(stages: Iterable<number>): void {
    for (const stage of stages) this.packed[stage] = pack(this.board.byStage[stage]);
    this.arrange();
  }

  /** Show another plan, or none. */
  plan(plan: PlanLayer | null): void {
    while (this.packed.length < this.board.stages.length) this.packed.push(NOTHING);
    this.planned = this.board.stages.map((_, stage) => pack(plan?.byStage.get(stage) ?? []));
    this.arrange();
  }

  /** What lies on a row, the layers one below the other. */
  parts(stage: number): Packed[] {
    const held = this.layer === 'plan' ? [] : [this.packed[stage] ?? NOTHING];
    return this.layer === 'reservations' ? held : [...held, this.planned[stage] ?? NOTHING];
  }

  /** The layer of a bar on its own row. */
  partOf(bar: Bar): Packed {
    return (bar.state === PLANNED ? this.planned[bar.stage] : this.packed[bar.stage]) ?? NOTHING;
  }

  /** Put all lines one below the other. */
  arrange(): void {
    this.lines = [];
    this.lineOf.clear();
    let y = 0;
    const add = (line: Line): void => {
      line.y = y;
      y += line.height;
      this.lines.push(line);
    };
    for (const [country, studios] of groups(this.board, (stage) => this.isShown(stage))) {
      const key = `country ${country}`;
      const shut = this.folded.has(key);
      add({ kind: 'country', key, name: this.countryName(country), folded: shut, depth: 0, y: 0, height: HEAD });
      if (shut) continue;
      for (const [studio, stages] of studios) {
        const name = studio < 0 ? '' : this.board.studios[studio].name;
        const key = `studio ${studio < 0 ? '' : this.board.studios[studio].id}`;
        const shut = name !== '' && this.folded.has(key);
        if (name) add({ kind: 'studio', key, name, folded: shut, depth: 1, y: 0, height: HEAD });
        if (shut) continue;
        for (const stage of stages) {
          const line = this.lineFor(stage);
          add(line);
          this.lineOf.set(stage, line);
        }
      }
    }
    this.full = y;
  }

  private lineFor(stage: number): StageLine {
    let lanes = 0;
    for (const part of this.parts(stage)) {
      if (part !== NOTHING) part.base = lanes;
      lanes += part.count;
    }
    lanes = Math.max(1, lanes);
    return { kind: 'stage', stage, lanes, y: 0, height: lanes * this.lane + 2 * padOf(this.lane) };
  }

  /** Rows that are no stages are there only while something is on them. */
  private isShown(stage: number): boolean {
    return this.board.stages[stage].studio !== ELSEWHERE || this.parts(stage).some((part) => part.count > 0);
  }

  /** The line at a height; null: below all. */
  at(y: number): Line | null {
    let low = 0;
    let high = this.lines.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const line = this.lines[middle];
      if (y < line.y) high = middle - 1;
      else if (y >= line.y + line.height) low = middle + 1;
      else return line;
    }
    return null;
  }

  /** Number of the first line that reaches below a height. */
  firstLine(y: number): number {
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.lines[middle].y + this.lines[middle].height <= y) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  stageLine(stage: number): StageLine | undefined {
    return this.lineOf.get(stage);
  }

  /** Top of a bar's lane within all rows; null: it is not shown. */
  topOf(bar: Bar): number | null {
    const line = this.lineOf.get(bar.stage);
    if (!line || this.layer === (bar.state === PLANNED ? 'reservations' : 'plan')) return null;
    const part = this.partOf(bar);
    return line.y + padOf(this.lane) + (part.base + (part.lanes.get(bar.id) ?? 0)) * this.lane;
  }
}

/** Country of rows that are no stages. */
export const NO_COUNTRY = '~';

/** Countries with their studios and stages, in the order in which the service names them. */
function groups(board: Board, shown: (stage: number) => boolean): Map<string, Map<number, number[]>> {
  const found = new Map<string, Map<number, number[]>>();
  board.stages.forEach((stage, number) => {
    if (!shown(number)) return;
    const country = stage.studio >= 0 ? board.studios[stage.studio].country : stage.studio === ELSEWHERE ? NO_COUNTRY : '';
    if (!found.has(country)) found.set(country, new Map());
    const studios = found.get(country)!;
    if (!studios.has(stage.studio)) studios.set(stage.studio, []);
    studios.get(stage.studio)!.push(number);
  });
  return found;
}
