import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { type ForecastView, REHEARSAL_OUTCOMES } from '#lib/domain/transition-view.ts';

import { conflictRows, toConflictView } from './conflict-row.ts';

const forecastRow = z.object({
  id: z.number(),
  target: z.string(),
  targetSha: z.string(),
  targetKind: z.enum(['beta', 'rc', 'first', 'patch', 'tip']),
  targetDate: z.date().nullable(),
  from: z.string(),
  fromBaseSha: z.string(),
  fromHeadSha: z.string(),
  patchFiles: z.number().nullable(),
  outcome: z.enum(REHEARSAL_OUTCOMES),
  error: z.string().nullable(),
  conflictedFiles: z.number().nullable(),
  rehearsedAt: z.date(),
  source: z.string(),
  conflicts: conflictRows,
  silent: z.array(z.object({ path: z.string(), rule: z.string() })).nullable(),
});

/**
 * Of each newest revision and each target the newest result, and beside it an error that is newer still. What a port has
 * followed meanwhile is among them: see currentForecasts. `mostConflicts`: of each only so many of its conflicts, the first; all if left out.
 * One query.
 */
export async function listForecasts(
  db: DatabaseClient,
  portId: number,
  mostConflicts: number | null = null,
): Promise<ForecastView[]> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    WITH newest AS (
      SELECT DISTINCT ON (b.line) b.release, n.id, n."baseSha", n."headSha", n.files
      FROM rebase b
      JOIN revision n ON n."rebaseId" = b.id AND n."isNewest" AND n."baseSha" IS NOT NULL
      WHERE b."portId" = ${portId} AND b."deletedAt" IS NULL
      ORDER BY b.line, b."order" DESC
    ), last AS (
      SELECT DISTINCT ON (r."fromRevisionId", r.target, r.outcome = 'error') r.*,
        newest.release AS "from", newest."baseSha", newest."headSha", newest.files
      FROM newest JOIN rehearsal r ON r."fromRevisionId" = newest.id
      ORDER BY r."fromRevisionId", r.target, r.outcome = 'error', r."targetDate" DESC NULLS LAST, r.id DESC
    )
    SELECT last.id, target, "targetSha", "targetKind", "targetDate", "from",
      "baseSha" AS "fromBaseSha", "headSha" AS "fromHeadSha", files AS "patchFiles",
      outcome, error, "conflictedFiles", "rehearsedAt", source,
      coalesce((
        SELECT json_agg(c ORDER BY c.position)
        FROM (SELECT * FROM conflict WHERE "rehearsalId" = last.id ORDER BY position LIMIT ${mostConflicts}::int) c
      ), '[]') AS conflicts,
      CASE WHEN "silentRisksAt" IS NOT NULL THEN
        coalesce((SELECT json_agg(json_build_object('path', s.path, 'rule', s.rule) ORDER BY s.path, s.rule)
          FROM silent_risk s WHERE s."rehearsalId" = last.id), '[]')
      END AS silent
    FROM last
    WHERE outcome <> 'error' OR NOT EXISTS (
      SELECT 1 FROM last better
      WHERE better."fromRevisionId" = last."fromRevisionId" AND better.target = last.target
        AND better.outcome <> 'error' AND better."rehearsedAt" >= last."rehearsedAt"
    )`;
  return rows.map((row) => {
    const { error, conflicts, source, ...forecast } = forecastRow.parse(row);
    const releasedAt = forecast.targetKind === 'tip' ? null : forecast.targetDate;
    return {
      ...forecast,
      reason: error,
      isRecorded: source === 'recorded',
      conflicts: conflicts.map((conflict) => toConflictView(conflict, releasedAt)),
    };
  });
}
