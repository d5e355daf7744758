import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { StoredPrediction } from '#lib/domain/backtest-view.ts';

const predictionRow = z.object({
  from: z.string(),
  target: z.string(),
  outcome: z.string(),
  error: z.string().nullable(),
  paths: z.array(z.string()),
  rehearsedAt: z.date(),
  source: z.string(),
});

/** What a port's newest revisions meet on upstream's pre-releases. One query. */
export async function listPredictions(
  db: DatabaseClient,
  portId: number,
): Promise<StoredPrediction[]> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT b.release AS "from", r.target, r.outcome, r.error, r."rehearsedAt", r.source,
      array(SELECT c.path FROM conflict c WHERE c."rehearsalId" = r.id ORDER BY c.position) AS paths
    FROM rehearsal r
    JOIN revision n ON n.id = r."fromRevisionId" AND n."isNewest"
    JOIN rebase b ON b.id = n."rebaseId" AND b."deletedAt" IS NULL
    WHERE b."portId" = ${portId} AND r."targetKind" IN ('beta', 'rc')`;
  return rows.map((row) => {
    const { from, target, outcome, error, paths, rehearsedAt, source } = predictionRow.parse(row);
    return {
      from,
      target,
      paths: outcome === 'error' ? null : paths,
      reason: error,
      rehearsedAt,
      isRecorded: source === 'recorded',
    };
  });
}
