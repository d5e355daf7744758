import { expect, test } from 'vitest';

import { judgeTrend, recallTrends, unpackReleases } from './judge-trends.ts';

const released = Date.UTC(2026, 0, 10) / 1000;
const packedReleases = (fixes: readonly (readonly [string, string])[] | null) =>
  JSON.stringify([
    ['go1.26.0', released, []],
    ['go1.26.1', released + 86_400, fixes],
  ]);
function packTrend(insertions: number, isMeasured = true): string {
  return JSON.stringify([[7, 'go1.26.0', released, isMeasured, 3, insertions, 4]]);
}

const packedTrend = packTrend(20);

const portId = 1;

/** As it would be read; `reads` counts how often. */
async function recall(mark: string, packed = packedTrend) {
  let reads = 0;
  const trends = await recallTrends([{ portId, mark }], async (portIds) => {
    reads += 1;
    return portIds.map((id) => ({ portId: id, measuredAt: null, packed }));
  });
  return { trend: trends.get(portId), reads };
}

test('what was judged is given again while nothing of it has changed and the day is the same', async () => {
  const releases = unpackReleases(1, packedReleases(null));
  const judge = async (mark: string, time: string, of = releases, packed = packedTrend) => {
    const { trend } = await recall(mark, packed);
    return judgeTrend(portId, { trend, releases: of, now: new Date(time) });
  };
  const first = await judge('first', '2026-01-20T00:00:00Z');
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
  expect((await recall('first')).reads).toBe(0);
  expect(await judge('first', '2026-01-20T23:59:59Z')).toBe(first);

  const nextDay = await judge('first', '2026-01-21T00:00:00Z');
  expect(nextDay.lines[0]?.daysNotFollowed).toBe(10);
  const looked = unpackReleases(1, packedReleases([['CVE-2026-1', 'abc']]));
  const exposed = await judge('first', '2026-01-21T00:00:00Z', looked);
  expect(exposed.lines[0]?.cves).toMatchObject([{ id: 'CVE-2026-1', sha: 'abc' }]);
  const later = await judge('later', '2026-01-21T00:00:00Z', looked, packTrend(20, false));
  expect(later.standing.state).toBe('unmeasured');
});

test('a port that has lost its rebases is judged without them', async () => {
  const { trend } = await recall('a');
  const given = { releases: [], now: new Date(0) };
  expect(judgeTrend(portId, { ...given, trend }).rebases).toHaveLength(1);
  expect(await recallTrends([], async () => [])).toEqual(new Map());
  expect(judgeTrend(portId, { ...given, trend: undefined })).toMatchObject({
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
