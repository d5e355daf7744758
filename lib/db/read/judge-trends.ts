// A page of a hundred ports judges ten thousand rebases, and seldom has one of them changed since it was made last: what is judged
// is remembered for as long as what it was judged by is the same, to the letter.
import { z } from 'zod';

import { judgePort } from '#lib/domain/judge-port.ts';
import {
  type FixedRelease,
  type LineExposure,
  listLineExposures,
} from '#lib/domain/line-exposure.ts';
import type { PortStanding } from '#lib/domain/port-standing.ts';
import type { TrendRebase } from '#lib/domain/port-summary.ts';

export interface StoredTrend extends TrendRebase {
  readonly revisionId: number;
}

export interface JudgedTrend {
  readonly rebases: readonly StoredTrend[];
  readonly standing: PortStanding;
  readonly lines: readonly LineExposure[];
}

interface Remembered extends JudgedTrend {
  readonly packed: string;
  readonly releases: readonly FixedRelease[];
  readonly day: number;
}

const msPerDay = 86_400_000;

/** By the id of the port. */
const trends = new Map<number, Remembered>();

/** `packed` and `releases` as listPorts reads them. What is said of `now` holds for its UTC day (lib/domain/lag.ts). */
export function judgeTrend(
  portId: number,
  {
    packed,
    releases,
    now,
  }: { readonly packed: string; readonly releases: readonly FixedRelease[]; readonly now: Date },
): JudgedTrend {
  const day = Math.floor(now.getTime() / msPerDay);
  const before = trends.get(portId);
  if (before?.packed === packed && before.releases === releases && before.day === day)
    return before;
  const rebases = packedTrends.parse(JSON.parse(packed)).map(toTrend);
  const standing = judgePort({ rebases, releases, now });
  const lines = listLineExposures({ lines: standing.lines, releases, now });
  const judged = { packed, releases, day, rebases, standing, lines };
  trends.set(portId, judged);
  return judged;
}

/** By the id of the repository. */
const upstreams = new Map<
  number,
  { readonly packed: string; readonly releases: readonly FixedRelease[] }
>();

/** The same list for the same text. */
export function unpackReleases(repositoryId: number, packed: string): readonly FixedRelease[] {
  const before = upstreams.get(repositoryId);
  if (before?.packed === packed) return before.releases;
  const releases = packedReleases
    .parse(JSON.parse(packed))
    .map(([name, releasedAt, fixes]): FixedRelease => ({
      name,
      releasedAt: toMoment(releasedAt),
      fixes: fixes?.map(([cve, sha]) => ({ cve, sha })) ?? null,
    }));
  upstreams.set(repositoryId, { packed, releases });
  return releases;
}

const count = z.number().nullable();

/** As the database packs them, since ten thousand rows take longer to unpack than to read: moments are seconds since 1970. */
const packedTrends = z.array(
  z.tuple([z.number(), z.string(), count, z.boolean(), count, count, count]),
);
const packedReleases = z.array(
  z.tuple([z.string(), count, z.array(z.tuple([z.string(), z.string()])).nullable()]),
);

function toTrend(row: z.output<typeof packedTrends>[number]): StoredTrend {
  const [revisionId, release, publishedAt, isMeasured, files, insertions, deletions] = row;
  const isWhole = isMeasured && files !== null && insertions !== null && deletions !== null;
  return {
    revisionId,
    release,
    publishedAt: toMoment(publishedAt),
    sums: isWhole ? { touch: { files, insertions, deletions } } : null,
  };
}

function toMoment(seconds: number | null): Date | null {
  return seconds === null ? null : new Date(Math.round(seconds * 1000));
}
