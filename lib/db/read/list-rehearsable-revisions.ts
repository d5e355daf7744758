import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface RehearsableRevision {
  readonly revisionId: number;
  readonly release: string;
  readonly line: string;
  readonly kind: string;
  readonly order: number;
  readonly baseSha: string;
  readonly headSha: string;
  /** `git rev-list --count base..head`. */
  readonly commits: number;
  readonly releasedAt: Date | null;
  readonly publishedAt: Date | null;
}

/** The newest revisions of a port that were measured here, in release order: what can be rehearsed from the mirror. */
export async function listRehearsableRevisions(
  db: DatabaseClient,
  portId: number,
): Promise<RehearsableRevision[]> {
  const rows = await db.revision.findMany({
    where: {
      isNewest: true,
      source: 'measured',
      measuredAt: { not: null },
      baseSha: { not: null },
      rebase: { portId, deletedAt: null },
    },
    select: {
      id: true,
      baseSha: true,
      headSha: true,
      commits: true,
      rebase: {
        select: {
          release: true,
          line: true,
          kind: true,
          order: true,
          releasedAt: true,
          publishedAt: true,
        },
      },
    },
    orderBy: { rebase: { order: 'asc' } },
  });
  return rows.flatMap(({ id, baseSha, headSha, commits, rebase }) =>
    baseSha === null || commits === null
      ? []
      : [{ revisionId: id, ...rebase, baseSha, headSha, commits }],
  );
}
