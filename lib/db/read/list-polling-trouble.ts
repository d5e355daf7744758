import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

const troubleRow = z.object({
  repository: z.string(),
  failures: z.number().int(),
  since: z.date().nullable(),
  reason: z.string().nullable(),
  readAt: z.date().nullable(),
});

export type PollingTroubleRow = z.output<typeof troubleRow>;

/** For each repository that a port needs: its failed polls since the last that did not fail. One query. */
export async function listPollingTrouble(db: DatabaseClient): Promise<PollingTroubleRow[]> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT r."fullName" AS repository, count(f.id)::int AS failures, min(f."startedAt") AS since,
      (array_agg(f.reason ORDER BY f."startedAt" DESC))[1] AS reason, good.at AS "readAt"
    FROM repository r
    LEFT JOIN LATERAL (
      SELECT max(p."startedAt") AS at FROM poll p
      WHERE p."repositoryId" = r.id AND p.outcome <> 'failed'
    ) good ON true
    LEFT JOIN poll f ON f."repositoryId" = r.id AND f.outcome = 'failed'
      AND (good.at IS NULL OR f."startedAt" > good.at)
    WHERE EXISTS (SELECT 1 FROM port p WHERE p."upstreamId" = r.id OR p."forkId" = r.id)
    GROUP BY r.id, good.at
    ORDER BY r."fullName"`;
  return rows.map((row) => troubleRow.parse(row));
}
