import { expect, test } from 'vitest';

import { areAlertsKnown } from './watched-ports.ts';

test('0 alerts are known where a port was looked at, or there is none to look at', () => {
  const none = { open: 0, past: 0 };
  expect(areAlertsKnown(none, [{ isWatched: false }, { isWatched: true }])).toBe(true);
  expect(areAlertsKnown(none, [])).toBe(true);
  expect(areAlertsKnown(none, [{ isWatched: false }])).toBe(false);
  expect(areAlertsKnown({ open: 0, past: 1 }, [{ isWatched: false }])).toBe(true);
});
