import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { AlertHistory, PastRehearsal } from '#lib/domain/alert-history.ts';
import { REHEARSAL_OUTCOMES } from '#lib/domain/transition-view.ts';

import { conflictRow, toCulprit } from './conflict-row.ts';

const rehearsalRow = z.object({
  portId: z.number(),
  fromRevisionId: z.number(),
  from: z.string(),
  fromBaseSha: z.string(),
  fromHeadSha: z.string(),
  patchFiles: z.number().nullable(),
  target: z.string(),
  targetSha: z.string(),
  targetKind: z.enum(['beta', 'rc', 'first', 'patch']),
  targetDate: z.date().nullable(),
  outcome: z.enum(REHEARSAL_OUTCOMES),
  methodVersion: z.number(),
  conflicts: z.array(conflictRow.extend({ patchId: z.string().nullable() })),
});

/** Of one port, or of all: what previewAlerts goes by, measured here or recorded, from `since` on. A few queries for all of them. */
export async function listAlertHistories(
  db: DatabaseClient,
  { portId, since }: { readonly portId: number | null; readonly since: Date },
): Promise<AlertHistory[]> {
  const ports = await db.port.findMany({
    where: portId === null ? {} : { id: portId },
    orderBy: { slug: 'asc' },
    select: {
      id: true,
      slug: true,
      name: true,
      fork: { select: { fullName: true } },
      upstream: {
        select: {
          fullName: true,
          releases: {
            orderBy: [{ order: 'asc' }, { name: 'asc' }],
            include: { fixes: { select: { cve: true, sha: true }, orderBy: { cve: 'asc' } } },
          },
        },
      },
      rebases: {
        where: { deletedAt: null },
        orderBy: [{ order: 'asc' }, { release: 'asc' }],
        select: { release: true, publishedAt: true },
      },
    },
  });
  const rehearsals = await listPastRehearsals(db, { portId, since });
  return ports.map(({ id, slug, name, fork, upstream, rebases }) => ({
    portId: id,
    port: { slug, name, fork: fork.fullName, upstream: upstream.fullName },
    releases: upstream.releases.map((release) => ({
      name: release.name,
      line: release.line,
      kind: release.kind,
      order: release.order,
      sha: release.sha,
      releasedAt: release.releasedAt,
      fixes: release.fixesAtSha === release.sha ? release.fixes : null,
    })),
    rebases,
    rehearsals: rehearsals.flatMap(({ portId: of, ...rehearsal }) =>
      of === id ? [rehearsal] : [],
    ),
  }));
}

async function listPastRehearsals(
  db: DatabaseClient,
  { portId, since }: { readonly portId: number | null; readonly since: Date },
): Promise<readonly (PastRehearsal & { readonly portId: number })[]> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT b."portId", n.id AS "fromRevisionId", b.release AS "from", n."baseSha" AS "fromBaseSha", n."headSha" AS "fromHeadSha",
      n.files AS "patchFiles", r.target, r."targetSha", r."targetKind", r."targetDate", r.outcome, r."methodVersion",
      coalesce((SELECT json_agg(c ORDER BY c.position) FROM conflict c WHERE c."rehearsalId" = r.id), '[]') AS conflicts
    FROM rehearsal r
    JOIN revision n ON n.id = r."fromRevisionId" AND n."isNewest" AND n."baseSha" IS NOT NULL
    JOIN rebase b ON b.id = n."rebaseId" AND b."deletedAt" IS NULL
    WHERE (${portId}::int IS NULL OR b."portId" = ${portId}) AND r."targetKind" <> 'tip'
      -- What was the newest by then may have come out up to a year before.
      AND r."targetDate" > ${since}::timestamptz - interval '1 year'
    ORDER BY r.id`;
  return rows.map((row) => {
    const { conflicts, ...rehearsal } = rehearsalRow.parse(row);
    return {
      ...rehearsal,
      conflicts: conflicts.map((conflict) => {
        const { path, type, subsystem, hunks, patchId } = conflict;
        return { path, type, subsystem, hunks, patchId, culprit: toCulprit(conflict) };
      }),
    };
  });
}
