import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { groupBy } from '#lib/domain/group-by.ts';
import { tellFailedLook } from '#lib/domain/failed-look.ts';
import { judgePort } from '#lib/domain/judge-port.ts';
import { listLineExposures } from '#lib/domain/line-exposure.ts';
import type { PortSummary, SummaryRebase, TrendRebase } from '#lib/domain/port-summary.ts';
import { sortByNeed } from '#lib/domain/port-summary.ts';

import { portColumns, toPortView } from './get-port.ts';
import { listFixedReleases } from './list-fixed-releases.ts';
import { listRepositories } from './list-repositories.ts';
import { toRevisionSource, toUnmeasuredReason } from './revision-source.ts';

import type { Prisma } from '#lib/db/generated/client.ts';

const latestColumns = {
  headSha: true,
  headRef: true,
  source: true,
  recordedAt: true,
  recordedFrom: true,
  unmeasuredReason: true,
  measuredAt: true,
  files: true,
  insertions: true,
  deletions: true,
  touchFiles: true,
  touchInsertions: true,
  touchDeletions: true,
  rebase: {
    select: {
      portId: true,
      release: true,
      releasedAt: true,
      publishedAt: true,
      lagDays: true,
    },
  },
} as const;

type LatestRow = Prisma.RevisionGetPayload<{ select: typeof latestColumns }>;

/** Every port with its standing as of `now`, those that need a person first. Six questions, however many there are. */
export async function listPorts(db: DatabaseClient, now: Date): Promise<readonly PortSummary[]> {
  const [ports, repositories, trends, releases] = await Promise.all([
    db.port.findMany({ select: portColumns }),
    listRepositories(db),
    listTrends(db),
    listFixedReleases(db),
  ]);
  const releasesOf = groupBy(releases, (release) => release.repositoryId);
  const judged = ports.map((row) => {
    const port = toPortView(row, repositories);
    const { measuredAt = null, rebases = [] } = trends.get(port.id) ?? {};
    const ofUpstream = releasesOf.get(port.upstream.id) ?? [];
    const standing = tellFailedLook(judgePort({ rebases, releases: ofUpstream, now }), port);
    const lines = listLineExposures({ lines: standing.lines, releases: ofUpstream, now });
    const newest = rebases.find(({ release }) => release === standing.newest) ?? rebases.at(-1);
    return { port, standing, lines, rebases, measuredAt, revisionId: newest?.revisionId ?? null };
  });
  const latestOf = await listLatest(
    db,
    judged.flatMap(({ revisionId }) => revisionId ?? []),
  );
  return sortByNeed(
    judged.map(({ port, standing, lines, rebases, measuredAt }) => ({
      port,
      standing,
      lines,
      rebases,
      measuredAt,
      latest: latestOf.get(port.id) ?? null,
    })),
  );
}

interface StoredTrend extends TrendRebase {
  readonly revisionId: number;
}

interface StoredTrends {
  /** Of the one that this installation measured last. Null: it measured none. */
  readonly measuredAt: Date | null;
  readonly rebases: readonly StoredTrend[];
}

const count = z.number().nullable();

/** As the database packs them, since ten thousand rows take longer to unpack than to read: moments are seconds since 1970. */
const trendRow = z.object({
  portId: z.number(),
  measuredAt: z.date().nullable(),
  rebases: z.array(z.tuple([z.number(), z.string(), count, z.boolean(), count, count, count])),
});

/** Of each port its rebases still in the fork, in release order. */
async function listTrends(db: DatabaseClient): Promise<ReadonlyMap<number, StoredTrends>> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT b."portId", max(n."measuredAt") FILTER (WHERE n.source <> 'recorded') AS "measuredAt", json_agg(json_build_array(n.id, b.release, extract(epoch FROM b."publishedAt"),
      n."measuredAt" IS NOT NULL, n."touchFiles", n."touchInsertions", n."touchDeletions") ORDER BY b."order", b.release COLLATE "C") AS rebases
    FROM rebase b JOIN revision n ON n."rebaseId" = b.id AND n."isNewest"
    WHERE b."deletedAt" IS NULL
    GROUP BY b."portId"`;
  return new Map(
    rows.map((row) => {
      const { portId, measuredAt, rebases } = trendRow.parse(row);
      return [portId, { measuredAt, rebases: rebases.map(toTrend) }];
    }),
  );
}

function toTrend(row: z.output<typeof trendRow>['rebases'][number]): StoredTrend {
  const [revisionId, release, publishedAt, isMeasured, files, insertions, deletions] = row;
  const isWhole = isMeasured && files !== null && insertions !== null && deletions !== null;
  return {
    revisionId,
    release,
    publishedAt: publishedAt === null ? null : new Date(Math.round(publishedAt * 1000)),
    sums: isWhole ? { touch: { files, insertions, deletions } } : null,
  };
}

/** By the id of their port. */
async function listLatest(
  db: DatabaseClient,
  ids: readonly number[],
): Promise<ReadonlyMap<number, SummaryRebase>> {
  const rows = await db.revision.findMany({
    where: { id: { in: [...ids] } },
    select: latestColumns,
  });
  return new Map(rows.map((row) => [row.rebase.portId, toSummaryRebase(row)]));
}

function toSummaryRebase(row: LatestRow): SummaryRebase {
  const { release, releasedAt, publishedAt, lagDays } = row.rebase;
  const sums = toSums(row);
  return {
    release,
    releasedAt,
    publishedAt,
    lagDays,
    head: { sha: row.headSha, ref: row.headRef },
    source: toRevisionSource(row),
    sums,
    unmeasuredReason: sums === null ? toUnmeasuredReason(row.unmeasuredReason) : null,
  };
}

function toSums(row: LatestRow): SummaryRebase['sums'] {
  const { measuredAt, files, insertions, deletions } = row;
  const { touchFiles, touchInsertions, touchDeletions } = row;
  if (measuredAt === null || files === null || insertions === null || deletions === null) {
    return null;
  }
  if (touchFiles === null || touchInsertions === null || touchDeletions === null) return null;
  return {
    patch: { files, insertions, deletions },
    touch: { files: touchFiles, insertions: touchInsertions, deletions: touchDeletions },
  };
}
