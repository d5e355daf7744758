import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { currentForecasts } from '#lib/domain/current-forecasts.ts';
import { tellFailedLook } from '#lib/domain/failed-look.ts';
import { groupTargets, leadTarget, newestBranched } from '#lib/domain/forecast-targets.ts';
import { groupBy } from '#lib/domain/group-by.ts';
import { judgedAt } from '#lib/domain/judged-at.ts';
import type { FixedRelease } from '#lib/domain/line-exposure.ts';
import type { NextForecast, PortSummary, SummaryRebase } from '#lib/domain/port-summary.ts';
import { sortByNeed } from '#lib/domain/port-summary.ts';

import { portColumns, toPortView } from './get-port.ts';
import {
  type Ahead,
  judgeTrend,
  type PackedTrend,
  recallTrends,
  unpackReleases,
} from './judge-trends.ts';
import { listPortMarks } from './list-port-marks.ts';
import { listRepositories } from './list-repositories.ts';
import { toRevisionSource, toUnmeasuredReason } from './revision-source.ts';

import type { Rebase, Revision } from '#lib/db/generated/client.ts';

type LatestRow = Pick<
  Revision,
  | 'headSha'
  | 'headRef'
  | 'source'
  | 'recordedAt'
  | 'recordedFrom'
  | 'unmeasuredReason'
  | 'measuredAt'
  | 'files'
  | 'insertions'
  | 'deletions'
  | 'touchFiles'
  | 'touchInsertions'
  | 'touchDeletions'
> &
  Pick<Rebase, 'portId' | 'release' | 'releasedAt' | 'publishedAt' | 'lagDays'>;

/** Every port with its standing as of `now` (lib/domain/judged-at.ts), those that need a person first. At most seven questions, however many there are. */
export async function listPorts(db: DatabaseClient, now: Date): Promise<readonly PortSummary[]> {
  const [ports, repositories, marks, releases] = await Promise.all([
    db.port.findMany({ select: portColumns }),
    listRepositories(db),
    listPortMarks(db),
    listReleases(db),
  ]);
  const trends = await recallTrends(marks, (portIds) => listTrends(db, portIds));
  const judged = ports.map((row) => {
    const port = toPortView(row, repositories);
    const ofUpstream = releases.get(port.upstream.id) ?? noReleases;
    const { rebases, lines, standing, measuredAt, ahead } = judgeTrend(port.id, {
      trend: trends.get(port.id),
      releases: ofUpstream,
      now: judgedAt(port, now),
    });
    const newest = rebases.find(({ release }) => release === standing.newest) ?? rebases.at(-1);
    return {
      port,
      standing: tellFailedLook(standing, port),
      lines,
      rebases,
      measuredAt,
      ahead,
      branched: newestBranched(ofUpstream),
      revisionId: newest?.revisionId ?? null,
    };
  });
  const [latestOf, forecastsOf] = await Promise.all([
    listLatest(
      db,
      judged.flatMap(({ revisionId }) => revisionId ?? []),
    ),
    listAhead(
      db,
      judged.flatMap(({ ahead }) => ahead.rehearsed.map(({ revisionId }) => revisionId)),
    ),
  ]);
  return sortByNeed(
    judged.map(({ port, standing, lines, rebases, measuredAt, ahead, branched }) => ({
      port,
      standing,
      lines,
      rebases,
      measuredAt,
      latest: latestOf.get(port.id) ?? null,
      next: chooseNext(forecastsOf, ahead, branched),
    })),
  );
}

/** One list, so that what was judged by it is remembered. */
const noReleases: readonly FixedRelease[] = [];

/** Of each of the ports its rebases still in the fork, in release order. */
function listTrends(db: DatabaseClient, portIds: readonly number[]): Promise<PackedTrend[]> {
  return db.$queryRaw<PackedTrend[]>`
    SELECT b."portId", max(n."measuredAt") FILTER (WHERE n.source <> 'recorded') AS "measuredAt", json_agg(json_build_array(n.id, b.release, extract(epoch FROM b."publishedAt"),
      n."measuredAt" IS NOT NULL, n."touchFiles", n."touchInsertions", n."touchDeletions") ORDER BY b."order", b.release COLLATE "C")::text AS packed
    FROM rebase b JOIN revision n ON n."rebaseId" = b.id AND n."isNewest"
    WHERE b."portId" = ANY(${portIds}::int[]) AND b."deletedAt" IS NULL
    GROUP BY b."portId"`;
}

/** As listFixedReleases has them, by the id of their repository; the same lists as the time before while nothing of them has changed. */
async function listReleases(
  db: DatabaseClient,
): Promise<ReadonlyMap<number, readonly FixedRelease[]>> {
  const rows = await db.$queryRaw<
    readonly { readonly repositoryId: number; readonly packed: string }[]
  >`
    SELECT r."repositoryId", json_agg(json_build_array(r.name, extract(epoch FROM r."releasedAt"),
      CASE WHEN r."fixesAtSha" = r.sha THEN coalesce(fixed.fixes, '[]') END) ORDER BY r."order", r.name)::text AS packed
    FROM release r LEFT JOIN (
      SELECT f."releaseId", json_agg(json_build_array(f.cve, f.sha) ORDER BY f.cve) AS fixes
      FROM release_fix f GROUP BY f."releaseId"
    ) fixed ON fixed."releaseId" = r.id
    GROUP BY r."repositoryId"`;
  return new Map(
    rows.map(({ repositoryId, packed }) => [repositoryId, unpackReleases(repositoryId, packed)]),
  );
}

type AheadForecast = Omit<NextForecast, 'branched'>;
type ForecastRow = Omit<AheadForecast, 'from'> & { readonly revisionId: number };

/** Forecasts of these revisions, as listForecasts chooses them, without their conflicts; by the id of their revision. */
async function listAhead(
  db: DatabaseClient,
  revisionIds: readonly number[],
): Promise<ReadonlyMap<number, readonly ForecastRow[]>> {
  // There is a rehearsal for each tip of the past: each revision's alone, by the bytes of their names, sort in half the time.
  const rows = await db.$queryRaw<readonly ForecastRow[]>`
    SELECT revision.id AS "revisionId", newest.*
    FROM unnest(${revisionIds}::int[]) AS revision(id) CROSS JOIN LATERAL (
      SELECT DISTINCT ON (target COLLATE "C", outcome = 'error') target, "targetSha", "targetKind", "targetDate", outcome,
        "conflictedFiles", "rehearsedAt"
      FROM rehearsal
      WHERE "fromRevisionId" = revision.id
      ORDER BY target COLLATE "C", outcome = 'error', "targetDate" DESC NULLS LAST, id DESC
    ) newest`;
  return groupBy(rows, ({ revisionId }) => revisionId);
}

function chooseNext(
  stored: ReadonlyMap<number, readonly ForecastRow[]>,
  { lines, releases, rehearsed }: Ahead,
  branched: string | null,
): NextForecast | null {
  const forecasts = rehearsed.flatMap(({ revisionId, release }) =>
    (stored.get(revisionId) ?? []).map((row): AheadForecast => ({ ...row, from: release })),
  );
  const chosen = leadTarget(groupTargets(currentForecasts({ forecasts, lines, releases })));
  return chosen && { ...chosen.lead.forecast, branched };
}

/** By the id of their port. */
async function listLatest(
  db: DatabaseClient,
  ids: readonly number[],
): Promise<ReadonlyMap<number, SummaryRebase>> {
  const rows = await db.$queryRaw<readonly LatestRow[]>`
    SELECT b."portId", b.release, b."releasedAt", b."publishedAt", b."lagDays",
      n."headSha", n."headRef", n.source, n."recordedAt", n."recordedFrom", n."unmeasuredReason", n."measuredAt",
      n.files, n.insertions, n.deletions, n."touchFiles", n."touchInsertions", n."touchDeletions"
    FROM revision n JOIN rebase b ON b.id = n."rebaseId"
    WHERE n.id = ANY(${ids}::int[])`;
  return new Map(rows.map((row) => [row.portId, toSummaryRebase(row)]));
}

function toSummaryRebase(row: LatestRow): SummaryRebase {
  const { release, releasedAt, publishedAt, lagDays } = row;
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
