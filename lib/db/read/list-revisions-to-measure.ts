import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface RevisionToMeasure {
  readonly revisionId: number;
  readonly portId: number;
  readonly line: string;
  readonly release: string;
  readonly baseSha: string;
  readonly headSha: string;
}

export interface RevisionFilter {
  readonly portId?: number;
  readonly portSlug?: string;
  readonly line?: string;
}

/**
 * The newest revisions that have a base and no numbers of this installation by this version of the method, in release order.
 * One whose measurement failed is among them: it is tried again.
 */
export async function listRevisionsToMeasure(
  db: DatabaseClient,
  methodVersion: number,
  { portSlug, ...where }: RevisionFilter = {},
): Promise<RevisionToMeasure[]> {
  const rows = await db.revision.findMany({
    where: {
      isNewest: true,
      baseSha: { not: null },
      rebase: {
        deletedAt: null,
        ...where,
        port: {
          ...(portSlug === undefined ? {} : { slug: portSlug }),
          // Recorded history is shown without a mirror; there is nothing yet to measure it anew from.
          fork: { fetchedAt: { not: null } },
          upstream: { fetchedAt: { not: null } },
        },
      },
      OR: [
        { measuredAt: null },
        { source: 'recorded' },
        { methodVersion: null },
        { methodVersion: { not: methodVersion } },
      ],
    },
    select: {
      id: true,
      baseSha: true,
      headSha: true,
      rebase: { select: { portId: true, line: true, release: true } },
    },
    orderBy: [{ rebase: { portId: 'asc' } }, { rebase: { order: 'asc' } }],
  });
  return rows.flatMap(({ id, baseSha, headSha, rebase }) =>
    baseSha === null ? [] : [{ revisionId: id, ...rebase, baseSha, headSha }],
  );
}
