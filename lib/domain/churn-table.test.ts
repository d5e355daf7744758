import { expect, test } from 'vitest';

import { failedStep, rebaseWith, stepFrom } from '#lib/testing/transition-fixture.ts';

import { tabulateChurn } from './churn-table.ts';
import type { LineCount } from './measurement.ts';
import type { MeasuredSums, RebaseView } from './rebase-view.ts';
import type { Subsystem } from './subsystem.ts';

const history: readonly RebaseView[] = [
  carrying(rebaseWith('go1.21.0', null), [['net', 30, 4]]),
  rebaseWith('go1.21.1', stepFrom('go1.21.0', { adaptation: 3 })),
  carrying(rebaseWith('go1.22.0', stepFrom('go1.21.1', { adaptation: 5, own: 9 })), [
    ['runtime', 70, 0],
    ['net', 50, 6],
  ]),
  rebaseWith('go1.23.0', failedStep('go1.22.0', 'Git ran out of time.')),
];

test('a release that is not measured is a gap in every row with its reason, and one without lines is 0', () => {
  const { columns, rows } = tabulateChurn(history, {
    measure: 'patch',
    releases: 'all',
    range: null,
  });
  expect(columns.map(({ release, total, reason }) => [release, total ?? reason])).toEqual([
    ['go1.21.0', 30],
    ['go1.21.1', 'It waits for its turn to be measured.'],
    ['go1.22.0', 120],
    ['go1.23.0', 'It waits for its turn to be measured.'],
  ]);
  expect(rows).toEqual([
    { subsystem: 'runtime', lines: [0, null, 70, null] },
    { subsystem: 'net', lines: [30, null, 50, null] },
  ]);
});

test('the touched part is a measure of its own', () => {
  const { columns, rows } = tabulateChurn(history, {
    measure: 'touched',
    releases: 'first',
    range: null,
  });
  expect(columns.map(({ total }) => total)).toEqual([4, 6, null]);
  expect(rows).toEqual([{ subsystem: 'net', lines: [4, 6, null] }]);
});

test('what steps cost has its own gaps: the first rebase has no step, and a failed one says why', () => {
  const { columns, rows } = tabulateChurn(history, {
    measure: 'adaptation',
    releases: 'all',
    range: null,
  });
  expect(columns.map(({ total, reason }) => total ?? reason)).toEqual([
    'It is the first rebase: there is none before it.',
    3,
    5,
    'Git ran out of time.',
  ]);
  expect(rows).toEqual([{ subsystem: 'net', lines: [null, 3, 5, null] }]);
  const pressure = tabulateChurn(history, { measure: 'pressure', releases: 'first', range: null });
  expect(pressure.columns.map(({ release, total }) => [release, total])).toEqual([
    ['go1.21.0', null],
    ['go1.22.0', 30],
    ['go1.23.0', null],
  ]);
});

/** With a patch of these lines, all of them insertions. */
function carrying(
  rebase: RebaseView,
  parts: readonly (readonly [Subsystem, lines: number, touched: number])[],
): RebaseView {
  const sums: MeasuredSums = {
    commits: 1,
    isDescendant: true,
    patch: {
      ...countOf(parts.map(([, lines]) => lines)),
      added: 0,
      modified: 1,
      deleted: 0,
      renamed: 0,
    },
    touch: countOf(parts.map(([, , touched]) => touched)),
    unmeasuredFiles: 0,
    subsystems: parts.map(([subsystem, lines, touched]) => ({
      subsystem,
      ...countOf([lines]),
      touch: countOf([touched]),
    })),
    kinds: [],
  };
  return { ...rebase, sums, unmeasuredReason: null };
}

function countOf(lines: readonly number[]): LineCount {
  return {
    files: lines.length,
    insertions: lines.reduce((sum, each) => sum + each, 0),
    deletions: 0,
  };
}
