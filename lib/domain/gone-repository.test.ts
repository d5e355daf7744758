import { describe, expect, it } from 'vitest';

import { goneSince } from './gone-repository.ts';

const at = (hour: number): Date => new Date(Date.UTC(2026, 1, 1, hour));
const polls = (kind: string, ...hours: number[]): { at: Date; failureKind: string }[] =>
  hours.map((hour) => ({ at: at(hour), failureKind: kind }));

describe('goneSince', () => {
  it.each(['not-found', 'unauthorized', 'gone', 'unavailable-for-legal-reasons'])(
    'calls a repository gone after three times %s over a day',
    (kind) => {
      expect(goneSince(polls(kind, 24, 0, 12))).toEqual(at(0));
    },
  );

  it('is not convinced by two, nor by many within a day', () => {
    expect(goneSince(polls('not-found', 0, 48))).toBeNull();
    expect(
      goneSince(polls('not-found', ...Array.from({ length: 24 }, (_, hour) => hour))),
    ).toBeNull();
    expect(goneSince([])).toBeNull();
  });

  it('never calls a repository gone for failures of the network or the server', () => {
    for (const kind of ['network', 'server-error', 'rate-limited', 'malformed-answer']) {
      expect(goneSince(polls(kind, 0, 24, 48, 72))).toBeNull();
    }
  });

  it('counts over failures of the network between', () => {
    const between = polls('network', 1, 30);
    expect(goneSince([...polls('not-found', 0, 12, 36), ...between])).toEqual(at(0));
  });
});
