import { describe, expect, it } from 'vitest';

import { paceDueAt } from './digest-slot.ts';

describe('paceDueAt', () => {
  it('tells at once what is to be told at once', () => {
    const at = new Date('2026-03-04T12:34:56Z');
    expect(paceDueAt('at-once', at)).toEqual(at);
  });

  it.each([
    ['2026-03-04T06:59:59.999Z', '2026-03-04T07:00:00Z'],
    ['2026-03-04T07:00:00Z', '2026-03-05T07:00:00Z'],
    ['2026-12-31T23:00:00Z', '2027-01-01T07:00:00Z'],
    ['2028-02-28T08:00:00Z', '2028-02-29T07:00:00Z'],
  ])('tells what happens at %s on a daily pace at %s', (at, due) => {
    expect(paceDueAt('daily', new Date(at))).toEqual(new Date(due));
  });

  it.each([
    ['2026-03-02T06:00:00Z', '2026-03-02T07:00:00Z'],
    ['2026-03-02T07:00:00Z', '2026-03-09T07:00:00Z'],
    ['2026-03-08T23:59:59Z', '2026-03-09T07:00:00Z'],
    ['2026-12-29T00:00:00Z', '2027-01-04T07:00:00Z'],
  ])('tells what happens at %s on a weekly pace on Monday, %s', (at, due) => {
    expect(paceDueAt('weekly', new Date(at))).toEqual(new Date(due));
  });
});
