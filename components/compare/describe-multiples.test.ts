import { expect, test } from 'vitest';

import { type Multiple, prepareMultiples } from '#components/charts/prepare-multiples.ts';
import type { PortSeries } from '#lib/domain/port-series.ts';

import { describeChoice, describeMultiples } from './describe-multiples.ts';

type Panel = Pick<Multiple, 'name' | 'missing'>;

const lumen: Panel = { name: 'Lumen', missing: null };
const drift: Panel = { name: 'Drift', missing: null };
const bare: Panel = { name: 'Bare', missing: 'rebases' };
const fresh: Panel = { name: 'Fresh', missing: 'numbers' };

function describe(panels: readonly Panel[], over: Partial<Parameters<typeof describeChoice>[0]>) {
  return describeChoice({ unknown: [], left: 0, known: 9, panels, ...over });
}

test('nothing is said where every port that was asked for is drawn', () => {
  expect(describe([lumen, drift], {})).toBeNull();
});

test.each([
  [
    [lumen, drift],
    { unknown: ['x', 'y'] },
    'There is no port “x”, nor “y”: choose from those above.',
  ],
  [
    [lumen, drift, bare],
    {},
    'No rebase of Bare has been found yet: its page says what is looked for.',
  ],
  [
    [lumen, drift, fresh, { ...fresh, name: 'New' }],
    {},
    'Of Fresh and New nothing of this is measured yet: their pages say why.',
  ],
  [
    [lumen, drift],
    { left: ['Bare', 'Fresh'] },
    'There is room for 2 ports, and none for Bare and Fresh: take others away above.',
  ],
  [
    [lumen, drift],
    { left: 3 },
    'The first 2 of 5 ports are shown: take some away above to see others.',
  ],
  [[lumen], {}, 'Lumen alone is drawn: choose another above to compare it with.'],
  [
    [lumen, bare],
    { known: 2 },
    'No rebase of Bare has been found yet: its page says what is looked for. There is nothing to compare Lumen with yet.',
  ],
  [
    [lumen],
    { known: 1 },
    'Lumen is the only port that is followed here; name another in prisma/ports.json to compare them.',
  ],
])('%j with %j: what is not drawn is named, with why and what to do', (panels, over, expected) => {
  expect(describe(panels, over)).toBe(expected);
});

function portOf(name: string, lag: number | null): PortSeries {
  const values = {
    patch: null,
    touched: null,
    files: null,
    lag,
    conflicts: null,
    adaptation: null,
  };
  return {
    slug: name.toLowerCase(),
    name,
    points: [{ release: 'go1.22.0', order: 1, values }],
    sources: [{ kind: 'measured', measuredAt: null }],
  };
}

test.each([
  [[], 'Nothing of it is measured yet'],
  [[['A', null]], 'Nothing of it is measured yet'],
  [[['A', 9]], 'A: 9 days at go1.22.0'],
  [
    [
      ['A', 9],
      ['B', 7],
    ],
    'A has the most at its newest release, 9 days at go1.22.0; B the least, 7 days at go1.22.0',
  ],
  [
    [
      ['A', 9],
      ['B', 1],
      ['C', 9],
      ['D', 1],
      ['E', 1],
      ['F', 1],
    ],
    'A and C have the most at their newest release, 9 days each; B, D and 2 others the least, 1 day each',
  ],
  [
    [
      ['A', 0],
      ['B', 0],
    ],
    'A and B each have 0 days at their newest release',
  ],
] as const)('%j: whoever has as much is named as well', (ports, expected) => {
  const series = ports.map(([name, lag]) => portOf(name, lag));
  expect(describeMultiples(prepareMultiples(series, 'lag'), 'lag')).toBe(expected);
});
