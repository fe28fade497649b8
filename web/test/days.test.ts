import { expect, test } from 'vitest';
import { axisOf } from '../src/board/axis';
import { civil, dayOf, fromIso, toIso, weekday } from '../src/board/days';

test('days are whole numbers through leap days and summer time', () => {
  expect(toIso(0)).toBe('1970-01-01');
  expect(fromIso('2028-02-29') + 1).toBe(fromIso('2028-03-01'));
  // Clocks change in many places on these days; no day is longer or shorter here.
  expect(fromIso('2028-03-27') - fromIso('2028-03-26')).toBe(1);
  expect(civil(fromIso('2028-12-31'))).toEqual({ year: 2028, month: 12, day: 31 });
  expect(dayOf(2027, 13, 1)).toBe(fromIso('2028-01-01'));
  expect(Number.isNaN(fromIso('soon'))).toBe(true);
});

test('1 January 2028 is a Saturday, and days before 1970 have weekdays too', () => {
  expect(weekday(fromIso('2028-01-01'))).toBe(5);
  expect(weekday(fromIso('1969-12-28'))).toBe(6);
});

test('the axis covers the whole width at every zoom, from days to decades', () => {
  for (const scale of [80, 30, 10, 3, 1, 0.3, 0.08, 0.03]) {
    const view = { t0: fromIso('2028-02-10') + 0.4, scale, top: 0, width: 1200, height: 400 };
    const { lower, upper } = axisOf(view, 'en');
    for (const ticks of [lower, upper].filter((each) => each.length)) {
      expect(ticks[0].day).toBeLessThanOrEqual(view.t0);
      expect(ticks.every((each, i) => i === 0 || each.day > ticks[i - 1].day)).toBe(true);
    }
    expect(lower.length).toBeGreaterThan(0);
    expect(lower.length).toBeLessThan(120);
    const months = scale < 6;
    if (months) expect(lower.every((each) => civil(each.day).day === 1)).toBe(true);
  }
});
