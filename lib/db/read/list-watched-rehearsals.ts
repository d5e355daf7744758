import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { REHEARSAL_OUTCOMES } from '#lib/domain/transition-view.ts';

import { conflictRow, toCulprit } from './conflict-row.ts';

const rehearsalRow = z.object({
  fromRevisionId: z.number(),
  from: z.string(),
  fromBaseSha: z.string(),
  fromHeadSha: z.string(),
  patchFiles: z.number().nullable(),
  target: z.string(),
  targetSha: z.string(),
  targetKind: z.enum(['beta', 'rc', 'first', 'patch', 'tip']),
  targetDate: z.date().nullable(),
  outcome: z.enum(REHEARSAL_OUTCOMES),
  methodVersion: z.number(),
  rehearsedAt: z.date(),
  culpritsAt: z.date().nullable(),
  conflicts: z.array(conflictRow.extend({ patchId: z.string().nullable() })),
});

export type StoredRehearsal = Omit<z.output<typeof rehearsalRow>, 'conflicts'> & {
  readonly conflicts: readonly {
    readonly path: string;
    readonly type: z.output<typeof conflictRow>['type'];
    readonly subsystem: z.output<typeof conflictRow>['subsystem'];
    readonly hunks: number | null;
    readonly patchId: string | null;
    readonly culprit: ReturnType<typeof toCulprit>;
  }[];
};

/** What this installation has rehearsed from the newest rebase of each line; of tip the newest two. One query. */
export async function listWatchedRehearsals(
  db: DatabaseClient,
  portId: number,
): Promise<StoredRehearsal[]> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    WITH newest AS (
      SELECT DISTINCT ON (b.line) b.release, n.id, n."baseSha", n."headSha", n.files
      FROM rebase b
      JOIN revision n ON n."rebaseId" = b.id AND n."isNewest" AND n."baseSha" IS NOT NULL
      WHERE b."portId" = ${portId} AND b."deletedAt" IS NULL
      ORDER BY b.line, b."order" DESC
    ), ranked AS (
      SELECT r.*, newest.release AS "from", newest."baseSha", newest."headSha", newest.files,
        row_number() OVER (PARTITION BY newest.id, r."targetKind" = 'tip' ORDER BY r."rehearsedAt" DESC) AS rank
      FROM newest JOIN rehearsal r ON r."fromRevisionId" = newest.id
      WHERE r.source = 'measured'
    )
    SELECT "fromRevisionId", "from", "baseSha" AS "fromBaseSha", "headSha" AS "fromHeadSha", files AS "patchFiles",
      target, "targetSha", "targetKind", "targetDate", outcome, "methodVersion", "rehearsedAt", "culpritsAt",
      coalesce((SELECT json_agg(c ORDER BY c.position) FROM conflict c WHERE c."rehearsalId" = ranked.id), '[]') AS conflicts
    FROM ranked
    WHERE "targetKind" <> 'tip' OR rank <= 2
    ORDER BY id`;
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
