import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { ConflictTime } from '#lib/domain/conflict-page.ts';
import { CONFLICT_TYPES } from '#lib/domain/conflict-type.ts';

const timeRow = z.object({
  rehearsalId: z.number(),
  from: z.string(),
  release: z.string(),
  headSha: z.string(),
  order: z.number(),
  type: z.enum(CONFLICT_TYPES.map(({ id }) => id)),
  isMeasured: z.boolean(),
  isCounted: z.boolean(),
  insertions: z.number().nullable(),
  deletions: z.number().nullable(),
  unmeasuredReason: z.string().nullable(),
});

/**
 * Every step of the port that met this path in conflict, the newest release first. That of the rehearsal `rehearsalId` is among
 * them though its rebases have other revisions by now. One query.
 */
export async function listConflictTimes(
  db: DatabaseClient,
  portId: number,
  { path, rehearsalId }: { readonly path: string; readonly rehearsalId: number },
): Promise<readonly ConflictTime[]> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT DISTINCT ON (b."order", b.release) c."rehearsalId", before.release AS "from", b.release, n."headSha", b."order", c.type,
      t."handConflicted" IS NOT NULL AS "isMeasured", p.path IS NOT NULL AS "isCounted",
      p.insertions, p.deletions, p."unmeasuredReason"
    FROM conflict c
    JOIN transition t ON t."rehearsalId" = c."rehearsalId"
    JOIN revision n ON n.id = t."toRevisionId" AND (n."isNewest" OR c."rehearsalId" = ${rehearsalId})
    JOIN rebase b ON b.id = n."rebaseId" AND b."portId" = ${portId}
    JOIN revision f ON f.id = t."fromRevisionId" AND (f."isNewest" OR c."rehearsalId" = ${rehearsalId})
    JOIN rebase before ON before.id = f."rebaseId" AND (before."deletedAt" IS NULL OR c."rehearsalId" = ${rehearsalId})
    LEFT JOIN transition_path p ON p."transitionId" = t.id AND p.path = c.path
    WHERE c.path = ${path}
    ORDER BY b."order" DESC, b.release, c."rehearsalId" = ${rehearsalId} DESC, n."isNewest" DESC, before."order" DESC`;
  return rows.map((row) => {
    const { isMeasured, isCounted, insertions, deletions, unmeasuredReason, ...time } =
      timeRow.parse(row);
    if (isMeasured && !isCounted) {
      return { ...time, handWork: { insertions: 0, deletions: 0 }, reason: null };
    }
    return insertions === null || deletions === null
      ? { ...time, handWork: null, reason: unmeasuredReason ?? 'The step could not be measured.' }
      : { ...time, handWork: { insertions, deletions }, reason: null };
  });
}
