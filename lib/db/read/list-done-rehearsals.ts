import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface RehearsalKey {
  readonly fromRevisionId: number;
  readonly targetSha: string;
}

/** Rehearsals of a port by this version of the method that came to an end; an error is none of them. */
export async function listDoneRehearsals(
  db: DatabaseClient,
  portId: number,
  methodVersion: number,
): Promise<RehearsalKey[]> {
  return await db.rehearsal.findMany({
    where: {
      methodVersion,
      source: 'measured',
      outcome: { not: 'error' },
      from: { rebase: { portId } },
    },
    select: { fromRevisionId: true, targetSha: true },
  });
}
