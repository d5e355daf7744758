import { expect, test } from 'vitest';

import type { Subsystem } from '#lib/domain/subsystem.ts';
import { rebaseWith, stepFrom } from '#lib/testing/transition-fixture.ts';

import { shadeOf } from '#components/charts/heat-shades.ts';
import { prepareChurn } from './prepare-churn.ts';

function stepOf(from: string, subsystem: Subsystem, adaptation: number) {
  return stepFrom(from, { subsystem, adaptation });
}

const history = [
  rebaseWith('go1.21.0', null),
  rebaseWith('go1.22.0', stepOf('go1.21.0', 'runtime', 1)),
  rebaseWith('go1.23.0', stepOf('go1.22.0', 'runtime', 360)),
  rebaseWith('go1.24.0', stepOf('go1.23.0', 'net', 40)),
];

const adaptation = { measure: 'adaptation', releases: 'first', range: null } as const;

test('more lines never have a paler shade, and nothing and not measured have none', () => {
  const { rows, legend } = prepareChurn(history, adaptation);
  expect(legend.map(({ most }) => most)).toEqual([10, 40, 90, 160, 250, 360]);
  expect(rows.map(({ lines }) => lines.map((each) => shadeOf(each, legend)?.fill ?? null))).toEqual(
    [
      [null, 'var(--heat-1)', 'var(--heat-6)', null],
      [null, null, null, 'var(--heat-2)'],
    ],
  );
});

test('a small scale has no two shades for the same number', () => {
  const { legend } = prepareChurn(history.slice(0, 2), adaptation);
  expect(legend).toEqual([{ shade: { fill: 'var(--heat-1)', className: 'heat-1' }, most: 1 }]);
});

test('steps add up over their releases, and the finding says so', () => {
  const { rows, sum, finding } = prepareChurn(history, adaptation);
  expect(rows.map((row) => [row.subsystem, row.sum])).toEqual([
    ['runtime', 361],
    ['net', 40],
  ]);
  expect(sum).toBe(401);
  expect(finding).toBe('Over 3 steps the most adaptation was in runtime: 361 of 401 lines');
});

test('where nothing is measured nothing is added up', () => {
  const { columns, sum, finding } = prepareChurn([rebaseWith('go1.21.0', null)], adaptation);
  expect(columns.map(({ total }) => total)).toEqual([null]);
  expect(sum).toBeNull();
  expect(finding).toBe('Nothing of this is measured yet');
});

test('the finding says when there is nothing, and when nothing is measured', () => {
  expect(prepareChurn(history, { measure: 'own', releases: 'first', range: null }).finding).toBe(
    'No own work in 3 steps',
  );
  expect(prepareChurn(history, { measure: 'patch', releases: 'first', range: null }).finding).toBe(
    'Nothing of this is measured yet',
  );
});
