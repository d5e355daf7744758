import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface TransitionKey {
  readonly fromRevisionId: number;
  readonly toRevisionId: number;
}

/** Transitions that are measured by this version of the method; one that failed is not among them. */
export async function listMeasuredTransitions(
  db: DatabaseClient,
  portId: number,
  methodVersion: number,
): Promise<TransitionKey[]> {
  return await db.transition.findMany({
    where: {
      to: { rebase: { portId } },
      methodVersion,
      source: 'measured',
      adaptation: { not: null },
    },
    select: { fromRevisionId: true, toRevisionId: true },
  });
}
