import { expect, test } from 'vitest';
import { hashOf, routeOf, VIEWS } from '../src/shell/route';

test('an address goes there and back', () => {
  for (const view of VIEWS) {
    const route = { view, rest: ['a b', '7/8', '第１'], query: { day: '2028-03-01', of: 'x&y=z' } };
    expect(routeOf(hashOf(route))).toEqual(route);
  }
});

test('what names no view is the board', () => {
  for (const hash of ['', '#', '#/', '#/nowhere', '#content', '#/%zz']) expect(routeOf(hash).view).toBe('board');
});
