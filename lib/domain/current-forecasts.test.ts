import { expect, test } from 'vitest';

import { currentForecasts } from './current-forecasts.ts';
import type { ForecastView } from './transition-view.ts';

let id = 0;

function forecast(from: string, target: string, kind: ForecastView['targetKind']): ForecastView {
  id += 1;
  return {
    id,
    target,
    targetSha: String(id),
    targetKind: kind,
    targetDate: null,
    from,
    fromBaseSha: '',
    fromHeadSha: '',
    patchFiles: 3,
    outcome: 'clean',
    reason: null,
    conflictedFiles: 0,
    rehearsedAt: new Date(id * 1000),
    isRecorded: false,
    conflicts: [],
    silent: [],
  };
}

test('only what is newer than the line’s newest rebase, not followed, and of a line that is kept', () => {
  const shown = currentForecasts({
    forecasts: [
      forecast('go1.24.9', 'tip', 'tip'),
      forecast('go1.25.7', 'tip', 'tip'),
      forecast('go1.25.6', 'go1.25.8', 'patch'),
      forecast('go1.25.7', 'go1.25.8', 'patch'),
      forecast('go1.25.7', 'go1.26rc1', 'rc'),
      forecast('go1.25.7', 'go1.26.0', 'first'),
      forecast('go1.26.0', 'go1.27rc1', 'rc'),
      forecast('go1.26.0', 'go1.26.1', 'patch'),
      forecast('go1.26.0', 'tip', 'tip'),
    ],
    releases: ['go1.24.9', 'go1.25.6', 'go1.25.7', 'go1.26.0'],
    lines: ['go1.26', 'go1.25'],
  });
  expect(shown.map(({ from, target }) => `${from} → ${target}`)).toEqual([
    'go1.26.0 → tip',
    'go1.26.0 → go1.27rc1',
    'go1.26.0 → go1.26.1',
    'go1.25.7 → tip',
    'go1.25.7 → go1.25.8',
  ]);
});
