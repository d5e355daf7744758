import { expect, test } from 'vitest';

import { judgeTrend, listChanged, rememberTrends, unpackReleases } from './judge-trends.ts';

const released = Date.UTC(2026, 0, 10) / 1000;
const packedReleases = (fixes: readonly (readonly [string, string])[] | null) =>
  JSON.stringify([
    ['go1.26.0', released, []],
    ['go1.26.1', released + 86_400, fixes],
  ]);
const packedTrend = JSON.stringify([[7, 'go1.26.0', released, true, 3, 20, 4]]);

test('what was judged is given again while nothing of it has changed and the day is the same', () => {
  const releases = unpackReleases(1, packedReleases(null));
  const judge = (mark: string, time: string, of = releases) => {
    const marks = [{ portId: 1, mark }];
    const packed = mark === 'later' ? packedTrend.replace('true', 'false') : packedTrend;
    rememberTrends(
      marks,
      listChanged(marks).map((portId) => ({ portId, measuredAt: null, packed })),
    );
    return judgeTrend(1, { hasRebases: true, releases: of, now: new Date(time) });
  };
  const first = judge('first', '2026-01-20T00:00:00Z');
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
  expect(judge('first', '2026-01-20T23:59:59Z')).toBe(first);

  const nextDay = judge('first', '2026-01-21T00:00:00Z');
  expect(nextDay.lines[0]?.daysNotFollowed).toBe(10);
  const looked = unpackReleases(1, packedReleases([['CVE-2026-1', 'abc']]));
  const exposed = judge('first', '2026-01-21T00:00:00Z', looked);
  expect(exposed.lines[0]?.cves).toMatchObject([{ id: 'CVE-2026-1', sha: 'abc' }]);
  expect(judge('later', '2026-01-21T00:00:00Z').standing.state).toBe('unmeasured');
});

test('a port that has lost its rebases is judged without them', () => {
  const marks = [{ portId: 2, mark: 'a' }];
  rememberTrends(marks, [{ portId: 2, measuredAt: new Date(0), packed: packedTrend }]);
  const given = { releases: [], now: new Date(0) };
  expect(judgeTrend(2, { ...given, hasRebases: true }).rebases).toHaveLength(1);
  expect(judgeTrend(2, { ...given, hasRebases: false })).toMatchObject({
    rebases: [],
    measuredAt: null,
  });
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
