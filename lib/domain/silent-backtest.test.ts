import { expect, test } from 'vitest';

import { scoreSilentSteps } from './silent-backtest.ts';

test('the same path new in two releases is two cases, and go1.18’s move is left out of the second score', () => {
  const moved = 'src/internal/goos/zgoos_js.go';
  const score = scoreSilentSteps([
    { release: 'go1.18', named: [{ path: moved, rule: 'platform-list' }], work: [moved] },
    { release: 'go1.19', named: [{ path: 'src/a.go', rule: 'constraint' }], work: [] },
    { release: 'go1.20', named: [], work: ['src/a.go'] },
  ]);
  expect(score?.all).toMatchObject({ actual: 2, hit: 1, missed: ['go1.20: src/a.go'] });
  expect(score?.all.false).toEqual(['go1.19: src/a.go']);
  expect(score?.withoutGoosMove).toMatchObject({ actual: 1, hit: 0 });
});

test('where nothing was named and nothing touched there is no score, rather than a perfect one', () => {
  expect(scoreSilentSteps([])).toBeNull();
  expect(scoreSilentSteps([{ release: 'go1.19', named: [], work: [] }])).toBeNull();
});
