import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { TransitionView } from '#lib/domain/transition-view.ts';

import { toTransitionView, transitionRow } from './transition-row.ts';

/**
 * Of each rebase the step that led to it, by the id of its newest revision: from the newest revision of the nearest rebase
 * before it that is measured and still there. One query, however many there are.
 */
export async function listStepTransitions(
  db: DatabaseClient,
  portId: number,
): Promise<ReadonlyMap<number, TransitionView>> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT DISTINCT ON (t."toRevisionId")
      t.*, before.release AS "from", r.outcome, r.error, r."conflictedFiles",
      coalesce((SELECT json_agg(s) FROM transition_subsystem s WHERE s."transitionId" = t.id), '[]') AS subsystems,
      coalesce((
        SELECT json_agg(json_build_object('path', c.path, 'subsystem', c.subsystem) ORDER BY c.position)
        FROM conflict c WHERE c."rehearsalId" = r.id
      ), '[]') AS "conflictPaths"
    FROM transition t
    JOIN rehearsal r ON r.id = t."rehearsalId"
    JOIN revision f ON f.id = t."fromRevisionId" AND f."isNewest"
    JOIN rebase before ON before.id = f."rebaseId" AND before."deletedAt" IS NULL
    JOIN revision n ON n.id = t."toRevisionId" AND n."isNewest"
    JOIN rebase after ON after.id = n."rebaseId" AND after."portId" = ${portId}
    ORDER BY t."toRevisionId", before."order" DESC`;
  return new Map(
    rows.map((row) => {
      const read = transitionRow.parse(row);
      return [read.toRevisionId, toTransitionView(read)];
    }),
  );
}
