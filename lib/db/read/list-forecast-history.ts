import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

const historyRow = z.object({
  target: z.string(),
  targetSha: z.string(),
  targetDate: z.date(),
  from: z.string(),
  conflictedFiles: z.number(),
  rehearsedAt: z.date(),
});

/** One rehearsal that came to an end, as a point of time. */
export type ForecastMoment = z.output<typeof historyRow>;

const mostMoments = 400;

/**
 * How forecasts onto tip and pre-releases grew: all results of the port's newest rebase of each line, by the date of the
 * upstream commit, oldest first; of many the newest. One query.
 */
export async function listForecastHistory(
  db: DatabaseClient,
  portId: number,
): Promise<ForecastMoment[]> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT r.target, r."targetSha", r."targetDate", b.release AS "from", r."conflictedFiles", r."rehearsedAt"
    FROM rehearsal r
    JOIN revision n ON n.id = r."fromRevisionId" AND n."isNewest"
    JOIN rebase b ON b.id = n."rebaseId" AND b."deletedAt" IS NULL
    WHERE b."portId" = ${portId} AND r.outcome <> 'error' AND r."targetDate" IS NOT NULL
      AND r."targetKind" IN ('tip', 'beta', 'rc')
    ORDER BY r."targetDate" DESC, r.id DESC
    LIMIT ${mostMoments}`;
  return rows.map((row) => historyRow.parse(row)).toReversed();
}
