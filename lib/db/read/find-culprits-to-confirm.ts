import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface UnconfirmedRehearsal {
  readonly id: number;
  readonly baseSha: string;
  readonly headSha: string;
  readonly target: string;
  readonly culprits: readonly { readonly path: string; readonly sha: string }[];
}

/**
 * The newest rehearsal of a port whose culprits were not compared with whole rehearsals yet; among those with a smaller id
 * than `before`, if it is given. Null: there is none.
 */
export async function findCulpritsToConfirm(
  db: DatabaseClient,
  portId: number,
  before: number | null = null,
): Promise<UnconfirmedRehearsal | null> {
  const rehearsal = await db.rehearsal.findFirst({
    where: {
      source: 'measured',
      culpritsAt: { not: null },
      confirmedAt: null,
      conflicts: { some: { culpritSha: { not: null } } },
      from: { baseSha: { not: null }, rebase: { portId } },
      ...(before === null ? {} : { id: { lt: before } }),
    },
    select: {
      id: true,
      target: true,
      from: { select: { baseSha: true, headSha: true } },
      conflicts: { select: { path: true, culpritSha: true }, orderBy: { position: 'asc' } },
    },
    orderBy: { id: 'desc' },
  });
  if (rehearsal === null) return null;
  const { id, target, from, conflicts } = rehearsal;
  return {
    id,
    target,
    baseSha: from.baseSha ?? '',
    headSha: from.headSha,
    culprits: conflicts.flatMap(({ path, culpritSha }) =>
      culpritSha === null ? [] : [{ path, sha: culpritSha }],
    ),
  };
}
