import { expect, test } from 'vitest';

import { assembleBacktest } from './backtest-view.ts';
import { parseGoRelease, releaseOrder } from './go-release.ts';

function dated(name: string, day: string) {
  const release = parseGoRelease(name);
  if (release === null) throw new Error(`${name} is no release.`);
  const at = new Date(`${day}T12:00:00Z`);
  const place = { line: release.line, kind: release.kind, order: releaseOrder(release) };
  return { name, release: name, ...place, releasedAt: at, publishedAt: at };
}

const rebases = [
  dated('go1.21.5', '2023-12-05'),
  dated('go1.22.0', '2024-02-06'),
  dated('go1.22.5', '2024-06-01'),
  dated('go1.23.0', '2024-08-13'),
];
const releases = [
  ...rebases,
  dated('go1.22rc1', '2023-12-19'),
  dated('go1.22rc2', '2024-01-24'),
  dated('go1.23rc1', '2024-06-21'),
];

const made = { rehearsedAt: new Date('2026-01-02T00:00:00Z'), isRecorded: false };

function assemble(predictions: Parameters<typeof assembleBacktest>[0]['predictions']) {
  return assembleBacktest({
    rebases,
    releases,
    predictions,
    actual: new Map([
      [
        'go1.22.0',
        [
          { path: 'a', culpritDate: new Date('2023-09-01T00:00:00Z') },
          { path: 'b', culpritDate: null },
        ],
      ],
      ['go1.23.0', [{ path: 'c', culpritDate: new Date('2024-08-01T00:00:00Z') }]],
    ]),
    dating: 'base',
  });
}

test('each pre-release is scored against what came, and the totals add up the first of each line', () => {
  const view = assemble([
    { from: 'go1.21.5', target: 'go1.22rc1', paths: ['a', 'x'], reason: null, ...made },
    { from: 'go1.21.5', target: 'go1.22rc2', paths: ['a', 'b'], reason: null, ...made },
    { from: 'go1.22.5', target: 'go1.23rc1', paths: ['c'], reason: null, ...made },
  ]);
  expect(view.forecasts.map(({ preRelease, leadDays }) => [preRelease, leadDays])).toEqual([
    ['go1.22rc1', 49],
    ['go1.22rc2', 13],
    ['go1.23rc1', 53],
  ]);
  expect(view.atFirstPreRelease).toMatchObject({ lines: 2, actual: 3, hit: 2, false: 1 });
  expect(view.atRc1).toEqual(view.atFirstPreRelease);
  expect(view.atCulprit).toMatchObject({ lines: 2, actual: 3, hit: 2, false: null });
  expect(view.knownEarly).toBe(1);
  expect(view.rehearsals).toHaveLength(3);
});

test('what was not rehearsed, or failed, is not measured with its reason, and in no total', () => {
  const view = assemble([
    { from: 'go1.21.5', target: 'go1.22rc1', paths: null, reason: 'Git ran out of time.', ...made },
    { from: 'go1.22.5', target: 'go1.23rc1', paths: [], reason: null, ...made },
  ]);
  expect(view.forecasts.map(({ score, reason }) => [score?.hit ?? null, reason])).toEqual([
    [null, 'Git ran out of time.'],
    [null, 'It has not been rehearsed yet.'],
    [0, null],
  ]);
  expect(view.rehearsals).toMatchObject([{ target: 'go1.23rc1' }]);
  expect(view.atFirstPreRelease).toMatchObject({ lines: 1, actual: 1, hit: 0, false: 0 });
});
