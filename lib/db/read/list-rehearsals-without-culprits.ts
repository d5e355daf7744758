import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface UnexplainedRehearsal {
  readonly id: number;
  readonly baseSha: string;
  readonly headSha: string;
  readonly target: string;
  readonly targetSha: string;
  readonly paths: readonly string[];
}

/**
 * Transitions and forecasts of a port that have conflicts for which no culprit was looked for yet, the newest target first.
 */
export async function listRehearsalsWithoutCulprits(
  db: DatabaseClient,
  portId: number,
): Promise<UnexplainedRehearsal[]> {
  const rows = await db.rehearsal.findMany({
    where: {
      outcome: 'conflict',
      source: 'measured',
      culpritsAt: null,
      from: { rebase: { portId } },
      OR: [{ transitions: { some: {} } }, { isForecast: true }],
    },
    select: {
      id: true,
      target: true,
      targetSha: true,
      from: { select: { baseSha: true, headSha: true } },
      conflicts: { select: { path: true }, orderBy: { position: 'asc' } },
    },
    orderBy: [{ targetDate: 'desc' }, { id: 'asc' }],
  });
  return rows.flatMap(({ id, target, targetSha, from: { baseSha, headSha }, conflicts }) =>
    baseSha === null
      ? []
      : [{ id, target, targetSha, baseSha, headSha, paths: conflicts.map(({ path }) => path) }],
  );
}
