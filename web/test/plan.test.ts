import { expect, test } from 'vitest';
import { Control } from '../src/board/control';
import { entryOf } from '../src/board/enter';
import { ALL, fits, isOpen, narrows } from '../src/board/filter';
import { hit, rectOf } from '../src/board/hit';
import { PLANNED, type Outcome, type Reservation } from '../src/board/model';
import { LOCATION, PlanLayer, type PlanFeed } from '../src/board/plan';
import { differences } from '../src/board/trail';
import { bar, board, stage } from './board';

const WORTH = {
  job: 'j1', status: 'feasible', currency: 'JPY', value: 5, value_bound: 6, cost: 10, cost_bound: null, titles_in: 1, titles_out: 1,
};

function plan(fields: Partial<PlanFeed> = {}): PlanFeed {
  return {
    worth: WORTH, project: 'p',
    bars: [{
      title: 'vapor', set: 'lab', says: 'Vapor · Laboratory', title_name: 'Vapor', stage: 'no1', first: 30, last: 49,
      phases: [0, 30, 39, 2, 40, 49], area: 240, sound: true, stands: 'moved', reservation: 'a',
    }],
    blocks: [], out: [], strays: [{ reservation: 'a', why: 'moved' }], ...fields,
  };
}

const HOOKS = { changed: () => undefined, painted: () => undefined, say: () => undefined, tell: () => undefined };

test('a plan lies below what is held on the same row, and each layer is hit where it is drawn', () => {
  const on = board([bar('a', 10, 29)]);
  const control = new Control(on, 'en', HOOKS);
  control.size(800, 400);
  control.put(new PlanLayer(on, plan(), 'On location'));
  const planned = control.bar('plan vapor/lab')!;
  expect(planned.state).toBe(PLANNED);
  expect(control.rect(planned.id)).toBeNull();
  control.show('both');
  control.look({ ...control.view, t0: 0, scale: 4, top: 0 });
  const [above, below] = [control.rect('a')!, control.rect(planned.id)!];
  expect(below.y).toBeGreaterThanOrEqual(above.y + above.height);
  for (const each of [on.bars.get('a')!, planned]) {
    const rect = rectOf(control.view, control.layout, each)!;
    expect(hit(control.view, control.layout, rect.x + rect.width / 2, rect.y + rect.height / 2)?.bar).toBe(each);
  }
  expect(control.canTake(planned)).toBe(false);
  control.show('plan');
  expect(control.rect('a')).toBeNull();
  expect(control.rect(planned.id)!.y).toBe(above.y);
  control.put(null);
  expect(control.bar(planned.id)).toBeNull();
});

test('what is shot elsewhere has a row of its own while a plan is shown', () => {
  const on = board([bar('a', 10, 29)]);
  const control = new Control(on, 'en', HOOKS);
  const block = { title: 'vapor', title_name: 'Vapor', block: 'sea', says: 'Vapor · sea', first: 60, last: 64 };
  control.put(new PlanLayer(on, plan({ blocks: [block] }), 'On location'));
  const rows = (): string[] => control.layout.lines.flatMap((line) => (line.kind === 'stage' ? [on.stages[line.stage].id] : []));
  expect(rows()).toEqual(['no1']);
  control.show('plan');
  expect(rows()).toEqual(['no1', LOCATION]);
  // A second plan uses the same row.
  control.put(new PlanLayer(on, plan({ blocks: [block] }), 'On location'));
  expect(on.stages.length).toBe(2);
});

test('what begins before the freeze line cannot be dropped anywhere', () => {
  const told: string[] = [];
  const on = board([bar('a', 10, 29)]);
  const control = new Control(on, 'en', { ...HOOKS, tell: (text) => told.push(text) });
  control.freezeAt(15);
  control.take(on.bars.get('a')!, 'body', false);
  control.carry!.to(20, 0);
  expect(control.carry!.clashes).toBe(true);
  void control.drop();
  expect(told[0]).toContain('freeze line');
  expect(on.bars.get('a')!.first).toBe(10);
  control.freezeAt(5);
  control.take(on.bars.get('a')!, 'body', false);
  control.carry!.to(-6, 0);
  expect(control.carry!.conflict.frozen).toBe(true);
  control.putBack();
});

test('a filter leaves only what fits all of its parts', () => {
  const on = board([bar('a', 1, 5), bar('b', 8, 9, { state: 3 })], [stage()]);
  const of = (filter: object): string[] =>
    [...on.bars.values()].filter((each) => fits(on, each, { ...ALL, ...filter })).map((each) => each.id);
  expect(of({})).toEqual(['a', 'b']);
  expect(of({ state: 'booked' })).toEqual(['b']);
  expect(of({ state: 'booked', country: 'KR' })).toEqual([]);
  expect(of({ title: 'vapor', holder: 'local', studio: 'toho', country: 'JP', words: 'VAPOR' })).toEqual(['a', 'b']);
  expect(isOpen(ALL)).toBe(true);
  expect(narrows({ ...ALL, words: 'x', state: 'held' })).toBe(1);
});

const RECORD: Reservation = {
  id: 'a', stage: 'no1', title: 'vapor', holder: 'local', from: '2028-03-01', to: '2028-03-05', state: 'held', rank: 1,
  version: 1, area_m2: null, set: null, sync_sound: true, phases: [], challenges: [], lapses_at: null, sign_by: null,
};

test('what entering a plan would do is counted as people see it', () => {
  const changes: Outcome['changes'] = [
    { before: null, after: RECORD },
    { before: null, after: { ...RECORD, id: 'b', rank: 2 } },
    { before: RECORD, after: { ...RECORD, to: '2028-03-06' } },
    { before: RECORD, after: { ...RECORD, version: 2 } },
    { before: RECORD, after: { ...RECORD, state: 'released', rank: 0 } },
  ];
  const outcome: Outcome = { command: 'c', done: true, code: '', says: '', changes, blockers: [], since: ['x'] };
  expect(entryOf(outcome)).toMatchObject({ made: 2, changed: 1, left: 1, behind: 1, refused: '', since: ['x'] });
  expect(entryOf({ ...outcome, done: false, says: 'no', changes: [] }).refused).toBe('no');
});

test('the trail says what was and what is, and of a new one all', () => {
  const entry = { seq: 1, at: '', actor: 'ana', kind: 'amend', command: 'c', body: '' };
  const body = (before: object | null, after: object): string => JSON.stringify({ before, after, why: '' });
  const changed = differences('en', { ...entry, body: body(RECORD, { ...RECORD, to: '2028-03-09', state: 'booked' }) });
  expect(changed.map((each) => [each.what, each.before, each.after])).toEqual([
    ['To', 'Mar 5, 2028', 'Mar 9, 2028'], ['State', 'hold', 'booked'],
  ]);
  expect(differences('en', { ...entry, body: body(null, RECORD) }).length).toBe(5);
});
