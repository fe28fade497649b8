// Small boards for the tests.

import { Layout } from '../src/board/layout';
import { Board, type Bar, type Feed, type Stage } from '../src/board/model';

export function stage(fields: Partial<Stage> = {}): Stage {
  return {
    id: 'no1', name: 'No.1', studio: 0, floor_m2: 860, quiet: true, shared: false, open: true,
    closures: [], agreements: [], ...fields,
  };
}

export function bar(id: string, first: number, last: number, fields: Partial<Bar> = {}): Bar {
  return {
    id, stage: 0, first, last, state: 0, rank: 1, title: 0, holder: 0, set: -1, version: 1,
    area: null, sound: true, due: null, phases: [], ...fields,
  };
}

export function feed(bars: Bar[], stages: Stage[] = [stage()]): Feed {
  const column = <K extends keyof Bar>(name: K): Bar[K][] => bars.map((each) => each[name]);
  return {
    after: '0', today: 0, stages,
    studios: [{
      id: 'toho', name: 'Toho', country: 'JP', city: '', closures: [{ first: 20, last: 22, says: '' }],
      works: [true, true, true, true, true, true, false], holidays: [{ day: 11, name: 'holiday' }],
    }],
    titles: [{ id: 'vapor', name: 'Vapor' }], sets: [{ id: 'lab', name: 'Laboratory' }], holders: ['local'],
    bars: {
      id: column('id'), stage: column('stage'), first: column('first'), last: column('last'),
      state: column('state'), rank: column('rank'), title: column('title'), holder: column('holder'),
      set: column('set'), version: column('version'), area: column('area'), due: column('due'),
      sound: column('sound'), phases: column('phases'),
    },
  };
}

export function board(bars: Bar[], stages?: Stage[]): Board {
  return new Board(feed(bars, stages));
}

export function layout(of: Board, lane = 24, folded = new Set<string>()): Layout {
  return new Layout(of, lane, folded, (code) => code);
}

/** Numbers that look random and repeat. */
export function draws(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}
