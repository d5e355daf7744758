import { expect, test } from 'vitest';

import { packBurden, unpackBurden } from './packed-burden.ts';
import type { Burden, BurdenMeasure } from './prepare-burden.ts';

function measureOf(
  files: number,
  insertions: number,
  classLines: readonly number[],
): BurdenMeasure {
  return { files, insertions, deletions: 2, lines: insertions + 2, classLines };
}

test('what is unpacked is what was packed: measured or not, first release or not', () => {
  const burden: Burden = {
    points: [
      {
        release: 'go1.21.0',
        line: 'go1.21',
        isFirst: true,
        published: '2023-08-09',
        measure: { patch: measureOf(9, 100, [60, 42]), touch: measureOf(0, 0, [2, 0]) },
        reason: null,
      },
      {
        release: 'go1.21.1',
        line: 'go1.21',
        isFirst: false,
        published: null,
        measure: null,
        reason: 'Upstream has no such tag.',
      },
    ],
    classes: [],
    panels: [],
    finding: 'It grew',
  };
  const sent: unknown = JSON.parse(JSON.stringify(packBurden(burden)));
  expect(sent).toEqual(packBurden(burden));
  expect({ ...unpackBurden(packBurden(burden)), finding: burden.finding }).toEqual(burden);
});
