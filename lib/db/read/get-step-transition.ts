import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { SUBSYSTEMS } from '#lib/domain/subsystem.ts';
import type { TransitionDetail } from '#lib/domain/transition-view.ts';

import { conflictRows, toConflictView } from './conflict-row.ts';
import { toTransitionView, transitionRow } from './transition-row.ts';

const detailRow = transitionRow.omit({ conflictPaths: true }).extend({
  fromBaseSha: z.string(),
  fromHeadSha: z.string(),
  targetDate: z.date().nullable(),
  conflicts: conflictRows,
  paths: z.array(
    z.object({
      path: z.string(),
      subsystem: z.enum(SUBSYSTEMS),
      isInConflict: z.boolean(),
      isAdaptation: z.boolean(),
      insertions: z.number().nullable(),
      deletions: z.number().nullable(),
      unmeasuredReason: z.string().nullable(),
    }),
  ),
});

/**
 * The same step as in listStepTransitions, with its conflicts and paths; null where there is none. `isFrozen`: the one that was
 * measured first, though the rebase before has another revision by now, or is gone. One query.
 */
export async function getStepTransition(
  db: DatabaseClient,
  toRevisionId: number,
  { isFrozen }: { readonly isFrozen: boolean },
): Promise<TransitionDetail | null> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT t.*, before.release AS "from", f."baseSha" AS "fromBaseSha", f."headSha" AS "fromHeadSha",
      r.outcome, r.error, r."conflictedFiles", r."targetDate",
      coalesce((SELECT json_agg(s) FROM transition_subsystem s WHERE s."transitionId" = t.id), '[]') AS subsystems,
      coalesce((SELECT json_agg(c ORDER BY c.position) FROM conflict c WHERE c."rehearsalId" = r.id), '[]') AS conflicts,
      coalesce((SELECT json_agg(p ORDER BY p.position) FROM transition_path p WHERE p."transitionId" = t.id), '[]') AS paths
    FROM transition t
    JOIN rehearsal r ON r.id = t."rehearsalId"
    JOIN revision f ON f.id = t."fromRevisionId" AND (${isFrozen} OR f."isNewest")
    JOIN rebase before ON before.id = f."rebaseId" AND (${isFrozen} OR before."deletedAt" IS NULL)
    WHERE t."toRevisionId" = ${toRevisionId}
    ORDER BY before."order" DESC, t.id
    LIMIT 1`;
  const [row] = rows;
  if (row === undefined) return null;
  const { fromBaseSha, fromHeadSha, targetDate, conflicts, paths, ...rest } = detailRow.parse(row);
  const conflictPaths = conflicts.map(({ path, subsystem }) => ({ path, subsystem }));
  return {
    ...toTransitionView({ ...rest, conflictPaths }),
    fromBaseSha,
    fromHeadSha,
    conflicts: conflicts.map((conflict) => toConflictView(conflict, targetDate)),
    paths,
  };
}
