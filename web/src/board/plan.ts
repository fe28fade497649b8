// A plan on the board: bars of decisions, apart from those that are held, and how the two differ.

import { PLANNED, type Bar, type Board } from './model';

export type Stands = 'same' | 'moved' | 'missing';
export type Amiss = 'moved' | 'set-gone' | 'title-gone';

export interface Worth {
  job: string;
  status: string;
  currency: string;
  value: number;
  value_bound: number;
  cost: number | string | null;
  cost_bound: number | string | null;
  titles_in: number;
  titles_out: number;
}

export interface PlanFeed {
  worth: Worth;
  project: string;
  bars: {
    title: string; set: string; says: string; title_name: string; stage: string; first: number; last: number;
    phases: number[]; area: number; sound: boolean; stands: Stands; reservation: string | null;
  }[];
  blocks: { title: string; title_name: string; block: string; says: string; first: number; last: number }[];
  out: { title: string; name: string; why: string }[];
  strays: { reservation: string; why: Amiss }[];
}

/** Phase of days that are shot elsewhere. */
const SHOOTS = 2;
export const LOCATION = '~location';

export class PlanLayer {
  readonly bars = new Map<string, Bar>();
  readonly byStage = new Map<number, Bar[]>();
  readonly stands = new Map<string, { stands: Stands; reservation: string | null }>();
  readonly strays: Map<string, Amiss>;
  /** Title of each bar, by the id that the project gives it. */
  readonly titleOf = new Map<string, string>();

  constructor(board: Board, readonly feed: PlanFeed, location: string) {
    this.strays = new Map(feed.strays.map((each) => [each.reservation, each.why]));
    for (const each of feed.bars) {
      const stage = board.row(each.stage);
      if (stage < 0) continue;
      const id = `plan ${each.title}/${each.set}`;
      const name = setName(each.says, each.title_name);
      const words = board.name({ id: each.title, name: each.title_name }, { id: each.set, name });
      this.enter({
        id, stage, first: each.first, last: each.last, state: PLANNED, rank: 1, holder: -1, version: 0, ...words,
        area: each.area, sound: each.sound, due: null, phases: each.phases,
      }, each.title);
      this.stands.set(id, { stands: each.stands, reservation: each.reservation });
    }
    if (feed.blocks.length) this.locations(board, location);
    for (const row of this.byStage.values()) row.sort((a, b) => a.first - b.first || (a.id < b.id ? -1 : 1));
  }

  /** How many planned sets the ledger does not have as planned. */
  get astray(): number {
    return [...this.stands.values()].filter((each) => each.stands !== 'same').length;
  }

  private locations(board: Board, location: string): void {
    const stage = board.addRow(LOCATION, location);
    for (const each of this.feed.blocks) {
      const name = setName(each.says, each.title_name);
      const words = board.name({ id: each.title, name: each.title_name }, { id: each.block, name });
      this.enter({
        id: `plan ${each.title}/${each.block}`, stage, first: each.first, last: each.last, state: PLANNED, rank: 1,
        holder: -1, version: 0, ...words, area: null, sound: true, due: null, phases: [SHOOTS, each.first, each.last],
      }, each.title);
    }
  }

  private enter(bar: Bar, title: string): void {
    this.bars.set(bar.id, bar);
    this.titleOf.set(bar.id, title);
    const row = this.byStage.get(bar.stage);
    if (row) row.push(bar);
    else this.byStage.set(bar.stage, [bar]);
  }
}

function setName(says: string, title: string): string {
  return says.startsWith(`${title} · `) ? says.slice(title.length + 3) : says;
}

/** What is otherwise in a plan than in an earlier one. */
export interface PlanChanges {
  before: Worth;
  after: Worth;
  moved: Moved[];
  came: { title: string; name: string }[];
  went: { title: string; name: string; why: string }[];
  stayed: number;
}

export interface PlacedAt {
  stage: string | null;
  first: number;
  last: number;
}

export interface Moved {
  title: string;
  item: string;
  says: string;
  before: PlacedAt;
  after: PlacedAt;
}
