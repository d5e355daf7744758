import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { SilentStep } from '#lib/domain/silent-backtest.ts';
import { SILENT_RISK_RULES } from '#lib/domain/silent-risk.ts';

const stepRow = z.object({
  release: z.string(),
  named: z.array(
    z.object({ path: z.string(), rule: z.enum(SILENT_RISK_RULES.map(({ id }) => id)) }),
  ),
  work: z.array(z.string()),
});

/** Steps to first releases: the silent risks that were named on the release itself, and what had to be touched. One query. */
export async function listSilentSteps(db: DatabaseClient, portId: number): Promise<SilentStep[]> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT DISTINCT ON (b.id) b.release,
      coalesce((SELECT json_agg(json_build_object('path', s.path, 'rule', s.rule) ORDER BY s.path, s.rule)
        FROM silent_risk s WHERE s."rehearsalId" = t."rehearsalId"), '[]') AS named,
      array(SELECT w.path FROM silent_work w WHERE w."transitionId" = t.id ORDER BY w.path) AS work
    FROM transition t
    JOIN revision f ON f.id = t."fromRevisionId" AND f."isNewest"
    JOIN rebase before ON before.id = f."rebaseId" AND before."deletedAt" IS NULL
    JOIN revision n ON n.id = t."toRevisionId" AND n."isNewest"
    JOIN rebase b ON b.id = n."rebaseId" AND b."deletedAt" IS NULL
    WHERE b."portId" = ${portId} AND b.kind = 'first' AND t.adaptation IS NOT NULL
    ORDER BY b.id, before."order" DESC`;
  return rows.map((row) => stepRow.parse(row));
}
