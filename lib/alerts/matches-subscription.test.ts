import { describe, expect, test } from 'vitest';

import { type EventToMatch, isOwedTo, type Subscriber } from './matches-subscription.ts';

const at = new Date('2026-06-12T12:00:00Z');
const conflict: EventToMatch = {
  kind: 'opened',
  alertKind: 'forecast-conflict',
  portId: 1,
  line: 'go1.26',
  upstreamLine: 'go1.27',
  severity: 'warning',
  subsystems: ['runtime', 'net'],
  isOwed: true,
  at,
};
const behind: EventToMatch = {
  ...conflict,
  alertKind: 'behind',
  upstreamLine: null,
  subsystems: [],
};
const trouble: EventToMatch = { ...behind, alertKind: 'cannot-poll', portId: null, line: null };
const everything: Subscriber = {
  portId: null,
  lines: [],
  subsystems: [],
  kinds: [],
  leastSeverity: 'info',
  activeSince: new Date('2026-06-01T00:00:00Z'),
  endedAt: null,
  isOperator: false,
  wasTold: false,
};
const isOwed = (change: Partial<Subscriber>, event: EventToMatch = conflict) =>
  isOwedTo({ ...everything, ...change }, event);

describe('filters', () => {
  test.each([
    ['no filter', {}, true],
    ['its port', { portId: 1 }, true],
    ['another port', { portId: 2 }, false],
    ["the port's line", { lines: ['go1.26'] }, true],
    ["upstream's line", { lines: ['go1.27'] }, true],
    ['another line', { lines: ['go1.25', 'go1.28'] }, false],
    ['one of its subsystems', { subsystems: ['crypto', 'net'] }, true],
    ['another subsystem', { subsystems: ['crypto'] }, false],
    ['its kind', { kinds: ['behind', 'forecast-conflict'] }, true],
    ['another kind', { kinds: ['behind'] }, false],
    ['less severe', { leastSeverity: 'info' }, true],
    ['as severe', { leastSeverity: 'warning' }, true],
    ['more severe', { leastSeverity: 'critical' }, false],
    ['one filter that fits and one that does not', { portId: 1, lines: ['go1.20'] }, false],
  ] as const)('a conflict and a subscription to %s', (_, change, expected) => {
    expect(isOwed(change)).toBe(expected);
  });

  test('a subsystem is asked of conflicts only', () => {
    expect(isOwed({ subsystems: ['crypto'] }, behind)).toBe(true);
  });

  test("our own trouble goes to administrators' endpoints only, and to those for one port when it is of that port", () => {
    expect(isOwed({}, trouble)).toBe(false);
    expect(isOwed({ isOperator: true }, trouble)).toBe(true);
    expect(isOwed({ isOperator: true, lines: ['go1.26'] }, trouble)).toBe(true);
    expect(isOwed({ isOperator: true, portId: 1 }, trouble)).toBe(false);
    expect(isOwed({ isOperator: true, portId: 1 }, { ...trouble, portId: 1 })).toBe(true);
  });
});

describe('time', () => {
  test.each([
    ['not confirmed', { activeSince: null }, false],
    ['confirmed at that moment', { activeSince: at }, true],
    ['confirmed afterwards', { activeSince: new Date(at.getTime() + 1) }, false],
    ['ended at that moment', { endedAt: at }, false],
    ['ended afterwards', { endedAt: new Date(at.getTime() + 1) }, true],
  ])('a subscription that is %s', (_, change, expected) => {
    expect(isOwed(change)).toBe(expected);
  });
});

describe('who was told before', () => {
  const end: EventToMatch = { ...conflict, kind: 'resolved' };
  test('is owed the end, whatever the filters say by then, and nobody else is', () => {
    expect(isOwed({ wasTold: true, leastSeverity: 'critical' }, end)).toBe(true);
    expect(isOwed({}, end)).toBe(false);
    expect(isOwed({ wasTold: true, endedAt: at }, end)).toBe(false);
  });

  test('is not owed that it is more severe; whoever has waited for that is', () => {
    const escalated: EventToMatch = { ...conflict, kind: 'escalated', severity: 'critical' };
    expect(isOwed({ wasTold: true }, escalated)).toBe(false);
    expect(isOwed({ leastSeverity: 'critical' }, escalated)).toBe(true);
    expect(isOwed({ portId: 2 }, escalated)).toBe(false);
  });

  test('is owed nothing that nobody is owed', () => {
    expect(isOwed({ wasTold: true }, { ...conflict, isOwed: false })).toBe(false);
  });
});
