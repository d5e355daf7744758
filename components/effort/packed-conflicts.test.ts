import { expect, test } from 'vitest';

import { failedStep, rebaseWith, stepFrom } from '#lib/testing/transition-fixture.ts';

import { packConflicts, unpackConflicts } from './packed-conflicts.ts';
import { tabulateConflicts } from './prepare-conflict-matrix.ts';

test('what is unpacked is what was packed, and a step is sent once', () => {
  const both = ['src/net/a.go', 'src/net/b.go'].map((path) => [path, 'net'] as const);
  const table = tabulateConflicts(
    [
      rebaseWith('go1.21.0', null),
      rebaseWith('go1.22.0', failedStep('go1.21.0', 'Git ran out of time.')),
      rebaseWith('go1.23.0', stepFrom('go1.22.0', { conflicts: both })),
      rebaseWith('go1.24.0', stepFrom('go1.23.0', { conflicts: both.slice(1) })),
    ],
    { releases: 'all', range: null, subsystem: null },
  );
  const packed = packConflicts(table);
  expect(unpackConflicts(packed)).toEqual({ lines: table.lines, rows: table.rows });
  expect(packed.steps).toEqual([
    ['go1.23.0', 'go1.22.0'],
    ['go1.24.0', 'go1.23.0'],
  ]);
  expect(packed.rows).toEqual([
    ['src/net/b.go', null, 1, 2],
    ['src/net/a.go', null, 1, 0],
  ]);
});
