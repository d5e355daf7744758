// A page of a hundred ports judges ten thousand rebases, and seldom has one of them changed since it was made last: what is judged
// is remembered for as long as what it was judged by is the same.
import { z } from 'zod';

import { forecastLines } from '#lib/domain/current-forecasts.ts';
import { parseGoRelease } from '#lib/domain/go-release.ts';
import { judgePort } from '#lib/domain/judge-port.ts';
import {
  type FixedRelease,
  type LineExposure,
  listLineExposures,
} from '#lib/domain/line-exposure.ts';
import type { PortStanding } from '#lib/domain/port-standing.ts';
import type { TrendRebase } from '#lib/domain/port-summary.ts';

import type { PortMark } from './list-port-marks.ts';
import { recallByMark } from './recall-by-mark.ts';

export interface StoredTrend extends TrendRebase {
  readonly revisionId: number;
}

export interface JudgedTrend {
  /** Of the rebase that this installation measured last. Null: it measured none. */
  readonly measuredAt: Date | null;
  readonly rebases: readonly StoredTrend[];
  readonly standing: PortStanding;
  readonly lines: readonly LineExposure[];
  readonly ahead: Ahead;
}

/** What decides which forecasts are about what lies ahead of the port now (lib/domain/current-forecasts.ts). */
export interface Ahead {
  readonly lines: readonly string[];
  /** The newest rebase of each line. */
  readonly releases: readonly string[];
  /** The newest rebase of each of `lines`. */
  readonly rehearsed: readonly StoredTrend[];
}

/** As listPorts reads it. */
export interface PackedTrend {
  readonly portId: number;
  readonly measuredAt: Date | null;
  readonly packed: string;
}

export type Trend = Pick<JudgedTrend, 'measuredAt' | 'rebases'>;

/** Of a port without rebases. One object, so that what was judged by it is remembered. */
const noTrend: Trend = { measuredAt: null, rebases: [] };

const recall = recallByMark<Trend>();

/** The trends of all ports that have a mark, by the id of the port (recall-by-mark.ts). */
export function recallTrends(
  marks: readonly PortMark[],
  read: (portIds: readonly number[]) => Promise<readonly PackedTrend[]>,
): Promise<ReadonlyMap<number, Trend>> {
  return recall(
    marks,
    async (portIds) =>
      new Map(
        (await read(portIds)).map(({ portId, measuredAt, packed }) => [
          portId,
          { measuredAt, rebases: packedTrends.parse(JSON.parse(packed)).map(toTrend) },
        ]),
      ),
  );
}

interface Judged extends JudgedTrend {
  readonly trend: Trend;
  readonly releases: readonly FixedRelease[];
  readonly day: number;
}

/** By the id of the port. */
const judgements = new Map<number, Judged>();

const msPerDay = 86_400_000;

/** `trend`: left out where the port has no rebases. What is said of `now` holds for its UTC day (lib/domain/lag.ts). */
export function judgeTrend(
  portId: number,
  {
    trend = noTrend,
    releases,
    now,
  }: {
    readonly trend: Trend | undefined;
    readonly releases: readonly FixedRelease[];
    readonly now: Date;
  },
): JudgedTrend {
  const day = Math.floor(now.getTime() / msPerDay);
  const before = judgements.get(portId);
  if (before?.trend === trend && before.releases === releases && before.day === day) return before;
  const { measuredAt, rebases } = trend;
  const standing = judgePort({ rebases, releases, now });
  const lines = listLineExposures({ lines: standing.lines, releases, now });
  const ahead = lookAhead(rebases, forecastLines(standing.lines));
  const judged = { trend, releases, day, measuredAt, rebases, standing, lines, ahead };
  judgements.set(portId, judged);
  return judged;
}

/** `rebases` in release order. */
function lookAhead(rebases: readonly StoredTrend[], lines: readonly string[]): Ahead {
  const newest = new Map(
    rebases.map((rebase) => [parseGoRelease(rebase.release)?.line, rebase] as const),
  );
  return {
    lines,
    releases: [...newest.values()].map(({ release }) => release),
    rehearsed: lines.flatMap((line) => newest.get(line) ?? []),
  };
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
