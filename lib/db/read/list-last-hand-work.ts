import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

const lastRow = z.object({
  path: z.string(),
  release: z.string(),
  handWork: z.number().nullable(),
});

export interface LastHandWork {
  /** The newest release whose rebase met the path in conflict. */
  readonly release: string;
  /** Lines changed by hand in it then. Null: not measured. */
  readonly handWork: number | null;
}

/** Of each path that ever was in conflict: the last time. One query. */
export async function listLastHandWork(
  db: DatabaseClient,
  portId: number,
): Promise<ReadonlyMap<string, LastHandWork>> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT DISTINCT ON (c.path) c.path, b.release,
      CASE WHEN t."handConflicted" IS NULL OR p."unmeasuredReason" IS NOT NULL THEN NULL
        ELSE coalesce(p.insertions + p.deletions, 0) END AS "handWork"
    FROM conflict c
    JOIN transition t ON t."rehearsalId" = c."rehearsalId"
    JOIN revision n ON n.id = t."toRevisionId" AND n."isNewest"
    JOIN rebase b ON b.id = n."rebaseId" AND b."deletedAt" IS NULL
    LEFT JOIN transition_path p ON p."transitionId" = t.id AND p.path = c.path
    WHERE b."portId" = ${portId}
    ORDER BY c.path, b."order" DESC`;
  return new Map(
    rows.map((row) => {
      const { path, ...last } = lastRow.parse(row);
      return [path, last];
    }),
  );
}
