import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { ActualConflict } from '#lib/domain/backtest-view.ts';

const actualRow = z.object({
  release: z.string(),
  path: z.string().nullable(),
  culpritDate: z.date().nullable(),
});

/** By first release: the conflicts that the step to it met; none for one that was clean. One query. */
export async function listActualConflicts(
  db: DatabaseClient,
  portId: number,
): Promise<ReadonlyMap<string, readonly ActualConflict[]>> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    WITH step AS (
      SELECT DISTINCT ON (b.id) b.release, r.id, r.outcome
      FROM transition t
      JOIN rehearsal r ON r.id = t."rehearsalId"
      JOIN revision f ON f.id = t."fromRevisionId" AND f."isNewest"
      JOIN rebase before ON before.id = f."rebaseId" AND before."deletedAt" IS NULL
      JOIN revision n ON n.id = t."toRevisionId" AND n."isNewest"
      JOIN rebase b ON b.id = n."rebaseId" AND b."deletedAt" IS NULL
      WHERE b."portId" = ${portId} AND b.kind = 'first'
      ORDER BY b.id, before."order" DESC
    )
    SELECT step.release, c.path, c."culpritDate"
    FROM step LEFT JOIN conflict c ON c."rehearsalId" = step.id
    WHERE step.outcome <> 'error'
    ORDER BY step.release, c.position`;
  const conflicts = new Map<string, ActualConflict[]>();
  for (const row of rows) {
    const { release, path, culpritDate } = actualRow.parse(row);
    const list = conflicts.get(release) ?? [];
    conflicts.set(release, list);
    if (path !== null) list.push({ path, culpritDate });
  }
  return conflicts;
}
