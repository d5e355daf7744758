import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { FixedRelease } from '#lib/domain/line-exposure.ts';

export interface FixedReleaseRow extends FixedRelease {
  readonly repositoryId: number;
}

/** Releases of an upstream, or of all, in release order, with what each fixes where that was looked for at its commit. */
export async function listFixedReleases(
  db: DatabaseClient,
  repositoryId: number | null = null,
): Promise<FixedReleaseRow[]> {
  const releases = await db.release.findMany({
    where: repositoryId === null ? {} : { repositoryId },
    orderBy: [{ order: 'asc' }, { name: 'asc' }],
    select: {
      repositoryId: true,
      name: true,
      releasedAt: true,
      sha: true,
      fixesAtSha: true,
      fixes: { select: { cve: true, sha: true }, orderBy: { cve: 'asc' } },
    },
  });
  return releases.map(({ sha, fixesAtSha, fixes, ...release }) => ({
    ...release,
    fixes: fixesAtSha === sha ? fixes : null,
  }));
}
