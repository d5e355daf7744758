// The releases of an upstream are exactly its live tags that name a Go release.
import { parseGoRelease, releaseOrder } from '#lib/domain/go-release.ts';
import type { Prisma } from '#lib/db/generated/client.ts';

const tagFolder = 'refs/tags/';

/** Names of releases, as upstream spells them. */
export interface ReleaseChanges {
  readonly added: readonly string[];
  /** Their tag names another commit now; the date of the old one is forgotten. */
  readonly moved: readonly string[];
  /** Their tag is gone for two complete listings. */
  readonly removed: readonly string[];
}

/** Call it inside the transaction that wrote the refs. */
export async function syncReleases(
  tx: Prisma.TransactionClient,
  repositoryId: number,
): Promise<ReleaseChanges> {
  const tags = await tx.ref.findMany({
    where: { repositoryId, deletedAt: null, name: { startsWith: `${tagFolder}go` } },
    select: { name: true, sha: true },
  });
  const releases = tags.flatMap(({ name: ref, sha }) => {
    const release = parseGoRelease(ref.slice(tagFolder.length));
    if (release === null) return [];
    const { name, line, kind } = release;
    return [{ name, line, kind, order: releaseOrder(release), sha }];
  });
  const held = new Map(
    (
      await tx.release.findMany({
        where: { repositoryId },
        select: { name: true, sha: true, line: true },
      })
    ).map(({ name, ...row }) => [name, row]),
  );
  const added = releases.filter(({ name }) => !held.has(name));
  const moved = releases.filter(({ name, sha }) => held.has(name) && held.get(name)?.sha !== sha);
  const names = new Set(releases.map(({ name }) => name));
  const removed = [...held.keys()].filter((name) => !names.has(name));

  await tx.release.createMany({ data: added.map((release) => ({ repositoryId, ...release })) });
  for (const { name, sha } of moved) {
    await tx.release.update({
      where: { repositoryId_name: { repositoryId, name } },
      data: { sha, releasedAt: null },
    });
  }
  await tx.release.deleteMany({ where: { repositoryId, name: { in: removed } } });
  // The release after one that is gone now has another before it, and brings what both brought.
  const shortened = removed.flatMap((name) => held.get(name)?.line ?? []);
  await tx.release.updateMany({
    where: { repositoryId, line: { in: shortened } },
    data: { fixesAtSha: null },
  });
  return { added: added.map(({ name }) => name), moved: moved.map(({ name }) => name), removed };
}
