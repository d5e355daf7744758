import { expect, test } from 'vitest';

import { judgeTrend, unpackReleases } from './judge-trends.ts';

const released = Date.UTC(2026, 0, 10) / 1000;
const packedReleases = (fixes: readonly (readonly [string, string])[] | null) =>
  JSON.stringify([
    ['go1.26.0', released, []],
    ['go1.26.1', released + 86_400, fixes],
  ]);
const packedTrends = JSON.stringify([[7, 'go1.26.0', released, true, 3, 20, 4]]);

test('what was judged is given again for the same text on the same day, and for nothing else', () => {
  const releases = unpackReleases(1, packedReleases(null));
  const judge = (packed: string, time: string, of = releases) =>
    judgeTrend(1, { packed, releases: of, now: new Date(time) });
  const first = judge(packedTrends, '2026-01-20T00:00:00Z');
  expect(first.standing).toMatchObject({ state: 'behind', newest: 'go1.26.0' });
  expect(first.lines[0]).toMatchObject({ daysNotFollowed: 9, notLookedFor: ['go1.26.1'] });
  expect(first.rebases).toEqual([
    {
      revisionId: 7,
      release: 'go1.26.0',
      publishedAt: new Date(released * 1000),
      sums: { touch: { files: 3, insertions: 20, deletions: 4 } },
    },
  ]);
  expect(judge(packedTrends, '2026-01-20T23:59:59Z')).toBe(first);

  const nextDay = judge(packedTrends, '2026-01-21T00:00:00Z');
  expect(nextDay.lines[0]?.daysNotFollowed).toBe(10);
  const unmeasured = judge(packedTrends.replace('true', 'false'), '2026-01-21T00:00:00Z');
  expect(unmeasured.standing.state).toBe('unmeasured');
  const looked = unpackReleases(1, packedReleases([['CVE-2026-1', 'abc']]));
  const exposed = judge(packedTrends, '2026-01-21T00:00:00Z', looked);
  expect(exposed.lines[0]?.cves).toMatchObject([{ id: 'CVE-2026-1', sha: 'abc' }]);
});

test('releases are one list for the same text', () => {
  const list = unpackReleases(2, packedReleases([]));
  expect(unpackReleases(2, packedReleases([]))).toBe(list);
  expect(unpackReleases(2, packedReleases(null))).not.toBe(list);
  expect(unpackReleases(3, packedReleases(null))[1]).toEqual({
    name: 'go1.26.1',
    releasedAt: new Date((released + 86_400) * 1000),
    fixes: null,
  });
});
