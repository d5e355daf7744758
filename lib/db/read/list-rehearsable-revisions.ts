import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface RehearsableRevision {
  readonly revisionId: number;
  readonly release: string;
  readonly line: string;
  readonly kind: string;
  readonly order: number;
  readonly baseSha: string;
  readonly headSha: string;
  /** `git rev-list --count base..head`. Null: not measured. */
  readonly commits: number | null;
  readonly releasedAt: Date | null;
  readonly publishedAt: Date | null;
  /** By this installation: only then the mirror is known to hold it. */
  readonly isMeasured: boolean;
}

/** The newest revisions of a port that stand on a release, in release order. */
export async function listRehearsableRevisions(
  db: DatabaseClient,
  portId: number,
): Promise<RehearsableRevision[]> {
  const rows = await db.revision.findMany({
    where: {
      isNewest: true,
      baseSha: { not: null },
      rebase: { portId, deletedAt: null },
    },
    select: {
      id: true,
      baseSha: true,
      headSha: true,
      commits: true,
      source: true,
      measuredAt: true,
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
  return rows.flatMap(({ id, baseSha, headSha, commits, source, measuredAt, rebase }) =>
    baseSha === null
      ? []
      : [
          {
            revisionId: id,
            ...rebase,
            baseSha,
            headSha,
            commits,
            isMeasured: source === 'measured' && measuredAt !== null,
          },
        ],
  );
}
