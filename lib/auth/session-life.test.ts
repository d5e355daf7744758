import { expect, test } from 'vitest';

import {
  isPageOpened,
  isSessionLive,
  isSessionTouchDue,
  SESSION_ABSOLUTE_MS,
  SESSION_IDLE_MS,
} from './session-life.ts';

const createdAt = new Date('2026-03-01T00:00:00Z');

function after(ms: number): Date {
  return new Date(createdAt.getTime() + ms);
}

const expiresAt = after(SESSION_ABSOLUTE_MS);

test.each([
  ['just begun', 0, 0, true],
  [
    'used a moment ago, on the sixth day',
    SESSION_ABSOLUTE_MS - 1000,
    SESSION_ABSOLUTE_MS - 1,
    true,
  ],
  ['used a moment ago, after seven days', SESSION_ABSOLUTE_MS - 1, SESSION_ABSOLUTE_MS, false],
  ['not used for almost twelve hours', 0, SESSION_IDLE_MS - 1, true],
  ['not used for twelve hours', 0, SESSION_IDLE_MS, false],
])('a session %s: live is %#', (_, usedAfter, lookedAtAfter, isLive) => {
  const times = { createdAt, usedAt: after(usedAfter), expiresAt };
  expect(isSessionLive(times, after(lookedAtAfter))).toBe(isLive);
});

test('an earlier end that is stored holds', () => {
  const times = { createdAt, usedAt: createdAt, expiresAt: after(1000) };
  expect(isSessionLive(times, after(999))).toBe(true);
  expect(isSessionLive(times, after(1000))).toBe(false);
});

test('its use is written down once a minute at most', () => {
  expect(isSessionTouchDue({ usedAt: createdAt }, after(59_999))).toBe(false);
  expect(isSessionTouchDue({ usedAt: createdAt }, after(60_000))).toBe(true);
});

test('a page that asks again for what is in it was not opened by anybody', () => {
  const browsers = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  expect(isPageOpened(new Headers({ Accept: browsers }))).toBe(true);
  expect(isPageOpened(new Headers({ Accept: '*/*' }))).toBe(false);
  expect(isPageOpened(new Headers())).toBe(false);
});
