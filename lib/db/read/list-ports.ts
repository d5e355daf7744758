import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { judgePort } from '#lib/domain/judge-port.ts';
import { listLineExposures } from '#lib/domain/line-exposure.ts';
import type { PortSummary, SummaryRebase } from '#lib/domain/port-summary.ts';
import { sortByNeed } from '#lib/domain/port-summary.ts';

import { portColumns, toPortView } from './get-port.ts';
import { listFixedReleases } from './list-fixed-releases.ts';
import { listRepositories } from './list-repositories.ts';
import { toRevisionSource, toUnmeasuredReason } from './revision-source.ts';

import type { Prisma } from '#lib/db/generated/client.ts';

const summaryColumns = {
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

type SummaryRow = Prisma.RevisionGetPayload<{ select: typeof summaryColumns }>;

/** Every port with its standing as of `now`, those that need a person first. */
export async function listPorts(db: DatabaseClient, now: Date): Promise<readonly PortSummary[]> {
  const [ports, repositories, rows, releases] = await Promise.all([
    db.port.findMany({ select: portColumns }),
    listRepositories(db),
    db.revision.findMany({
      where: { isNewest: true, rebase: { deletedAt: null } },
      orderBy: [{ rebase: { order: 'asc' } }, { rebase: { release: 'asc' } }],
      select: summaryColumns,
    }),
    listFixedReleases(db),
  ]);
  const rowsOf = groupBy(rows, (row) => row.rebase.portId);
  const releasesOf = groupBy(releases, (release) => release.repositoryId);
  const summaries = ports.map((row): PortSummary => {
    const port = toPortView(row, repositories);
    const rebases = (rowsOf.get(port.id) ?? []).map(toSummaryRebase);
    const ofUpstream = releasesOf.get(port.upstream.id) ?? [];
    const standing = judgePort({ rebases, releases: ofUpstream, now });
    const lines = listLineExposures({ lines: standing.lines, releases: ofUpstream, now });
    const latest =
      rebases.find(({ release }) => release === standing.newest) ?? rebases.at(-1) ?? null;
    return { port, standing, lines, rebases, latest };
  });
  return sortByNeed(summaries);
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

function toSummaryRebase(row: SummaryRow): SummaryRebase {
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

function toSums(row: SummaryRow): SummaryRebase['sums'] {
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
