import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

const lastRow = z.object({ path: z.string(), release: z.string() });

/** Of each of these paths the newest release whose rebase met it in conflict; a path that never was is left out. One query. */
export async function listLastConflicts(
  db: DatabaseClient,
  portId: number,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(paths)];
  if (wanted.length === 0) return new Map();
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT DISTINCT ON (c.path) c.path, b.release
    FROM conflict c
    JOIN transition t ON t."rehearsalId" = c."rehearsalId"
    JOIN revision n ON n.id = t."toRevisionId" AND n."isNewest"
    JOIN rebase b ON b.id = n."rebaseId"
    WHERE c.path = ANY (${wanted}) AND b."portId" = ${portId}
    ORDER BY c.path, b."order" DESC`;
  return new Map(
    rows.map((row) => {
      const { path, release } = lastRow.parse(row);
      return [path, release];
    }),
  );
}
