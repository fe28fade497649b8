import { describe, expect, test } from 'vitest';
import { begin, change, get, put, redo, undo } from '../src/slate/draft';
import { differences, merged, rifts } from '../src/slate/differences';
import { pastedInto, SET, TITLE, withText } from '../src/slate/fields';
import { lettersOf } from '../src/slate/letters';
import { footprint, freeId, type BuiltSet, type Project, type Title } from '../src/slate/project';
import { isWanted, rowsOf, tally, type Plan } from '../src/slate/rows';
import { moneyIn, spanIn } from '../src/slate/words';
import { guessed, pastedCells, shown, typed } from '../src/tables/cells';

const title = (id: string, more: Partial<Title> = {}): Title => ({ id, name: id.toUpperCase(), kind: 'film', value: 1, sets: [{ id: 's', name: 'Hall', area_m2: 200 }], ...more });
const project = (...titles: Title[]): Project => ({ name: 'P', currency: 'JPY', horizon: { from: '2028-01-04', to: '2028-12-28' }, studios: [{ id: 'toho', name: 'Toho' }], titles });

describe('what is typed and pasted', () => {
  test('numbers, dates, yes and no, lists, as people of both languages write them', () => {
    expect(typed('1,240', 'whole')).toBe(1240);
    expect(typed('１２', 'whole')).toBe(12);
    expect(typed('twelve', 'whole')).toBe('twelve');
    expect(typed('300 tsubo', 'number')).toBe('300 tsubo');
    expect(typed('2028/2/1', 'date')).toBe('2028-02-01');
    expect(typed('2028年2月1日', 'date')).toBe('2028-02-01');
    expect(typed('2028-02-31', 'date')).toBe('2028-02-31');
    expect(typed('はい', 'bool')).toBe(true);
    expect(typed('4,000,000.5', 'amount')).toBe('4000000.5');
    expect(typed('a、b, c', 'list')).toEqual(['a', 'b', 'c']);
    expect(typed('2028-01-04/2028-02-01, 2028-03-01', 'spans')).toEqual([{ from: '2028-01-04', to: '2028-02-01' }, { from: '2028-03-01', to: '2028-03-01' }]);
    expect(typed(' ', 'text')).toBeUndefined();
    expect(shown(typed('2028-01-04/2028-02-01', 'spans'), 'spans')).toBe('2028-01-04/2028-02-01');
  });

  test('a cell of no known kind is taken as a spreadsheet takes it', () => {
    expect([guessed('12'), guessed('-1.5'), guessed('007'), guessed('TRUE'), guessed('2028/1/4'), guessed('no1'), guessed('')]).toEqual([12, -1.5, '007', true, '2028-01-04', 'no1', null]);
  });

  test('a copied range has rows and cells, with line ends inside quotation marks', () => {
    expect(pastedCells('a\tb\r\n"x\ny"\t""\r\n')).toEqual([['a', 'b'], ['x\ny', '']]);
    expect(pastedCells('"say ""no"""\t1')).toEqual([['say "no"', '1']]);
  });

  test('a range goes over the lines from its cell on, and makes new ones below the last', () => {
    const sets: BuiltSet[] = [{ id: 'a', name: 'A', shoot_days: 1 }];
    const fresh = (list: BuiltSet[]): BuiltSet => ({ id: `new-${list.length}`, name: '' });
    const [first, second] = pastedInto(sets, [0], SET.slice(0, 3), [['Lab', 'lab', '240'], ['Bar', 'bar', '9,000 ft2'], ['', '', '']], project(), fresh);
    expect(first).toEqual({ id: 'lab', name: 'Lab', shoot_days: 1, area_m2: 240 });
    expect(second).toEqual({ id: 'bar', name: 'Bar', area_m2: '9,000 ft2' });
  });
});

describe('a draft', () => {
  test('steps back and forth; what is the same is no step', () => {
    let draft = begin({ a: 1 });
    draft = change(draft, put(draft.now, ['a'], 1));
    expect(draft.past).toHaveLength(0);
    draft = change(draft, put(draft.now, ['a'], 2));
    draft = undo(draft);
    expect([draft.now.a, redo(draft).now.a, undo(draft).now.a]).toEqual([1, 2, 1]);
    expect(change(draft, { a: 3 }).future).toEqual([]);
  });

  test('a value deep inside is set, taken away, and leaves the rest untouched', () => {
    const before = { list: [{ x: 1 }, { x: 2, y: 3 }] };
    const after = put(before, ['list', 1, 'y'], undefined);
    expect(after).toEqual({ list: [{ x: 1 }, { x: 2 }] });
    expect(after.list[0]).toBe(before.list[0]);
    expect(get(after, ['list', 1, 'x'])).toBe(2);
  });

  test('money is an exact text in the currency of the project', () => {
    const cost = TITLE.find((each) => each.name === 'unit_day_cost')!;
    const paid = withText(title('a'), cost, '4,000,000', project());
    expect(paid.unit_day_cost).toEqual({ amount: '4000000', currency: 'JPY' });
    expect(withText(paid, cost, '', project()).unit_day_cost).toBeNull();
    expect(moneyIn('en', '9007199254740993', 'JPY')).toBe('¥9,007,199,254,740,993');
  });
});

describe('two projects', () => {
  const base = project(title('a'), title('b'), title('c'));

  test('differ by what is new, changed down to the field, and gone', () => {
    const after = project(title('a', { sets: [{ id: 's', name: 'Hall', area_m2: 300 }] }), title('c', { studios: [] }), title('d'));
    expect(differences(base, after).map((each) => [each.what, each.id])).toEqual([['changed', 'a'], ['new', 'd'], ['gone', 'b']]);
    expect(differences(base, after)[0].fields).toEqual([{ path: 'sets.s.area_m2', before: 200, after: 300 }]);
  });

  test('that grew apart are one again, by choice where both changed the same record', () => {
    const mine = project(title('a', { value: 9 }), title('b', { value: 2 }), title('c'));
    const theirs = project(title('a', { value: 6 }), title('b'), title('c', { value: 7 }), title('d'));
    expect(rifts(base, mine, theirs).map((each) => [each.id, each.fields])).toEqual([['a', [{ path: 'value', before: 6, after: 9 }]]]);
    const values = (each: Project): number[] => each.titles.map((one) => one.value!);
    expect(values(merged(base, mine, theirs, new Set(['titles/a'])))).toEqual([9, 2, 7, 1]);
    expect(values(merged(base, mine, theirs, new Set()))).toEqual([6, 2, 7, 1]);
  });
});

describe('rows', () => {
  const planned = { id: 's', stage: 'no1', build: { from: '2028-02-01', to: '2028-02-10' }, shoot: { from: '2028-02-11', to: '2028-02-15' } };
  const plan = { status: 'optimal', titles: [{ id: 'a', accepted: true, studio: 'toho', sets: [planned] }, { id: 'b', accepted: false }] } as unknown as Plan;
  const rows = rowsOf(project(title('a'), title('b', { earliest: '2027-01-01' }), title('c')), plan, new Set(['c']));

  test('say what is in, out, locked, and when', () => {
    expect(tally(rows)).toEqual({ in: 1, out: 1, locked: 1, open: 0 });
    expect(rows[0]).toMatchObject({ studio: 'Toho', area: 200, sets: 1, lanes: 1 });
    expect(spanIn('en', rows[0].first!, rows[0].last!)).toBe('Feb 1 – Feb 15, 2028');
    expect(rows[1].opens).toBe(rows[2].opens);
  });

  test('are found by words of title, set and studio', () => {
    const found = (search: string): string[] => rows.filter((row) => isWanted(row, { search, state: 'all', kind: 'all' })).map((row) => row.title.id);
    expect(found('hall toho')).toEqual(['a']);
    expect(found('nobody')).toEqual([]);
  });
});

test('ids are free and plain, a footprint is area or sides, columns have letters', () => {
  expect([freeId('Tidal King!', ['tidal-king']), freeId('潮', [])]).toEqual(['tidal-king-2', 'new']);
  expect([footprint({ id: '', name: '', width_m: 10, depth_m: 2.5 }), footprint({ id: '', name: '' })]).toEqual([25, null]);
  expect([0, 25, 26, 701, 702].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
});
