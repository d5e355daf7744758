// What the releases of a line fix is stored together with the commit that was looked at, so that none is told from not looked for.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import type { FixingCommit } from '#lib/domain/release-fixes.ts';

export interface FixesToRecord {
  readonly repositoryId: number;
  /** Of one line. */
  readonly releases: readonly {
    readonly name: string;
    /** The commit that was looked at: a release whose tag has moved since keeps waiting. */
    readonly sha: string;
    readonly fixes: readonly FixingCommit[];
  }[];
  readonly methodVersion: number;
}

export function recordReleaseFixes(
  db: DatabaseClient,
  { repositoryId, releases, methodVersion }: FixesToRecord,
): Promise<void> {
  return inTransaction(db, async (tx) => {
    const names = releases.map(({ name }) => name);
    // Held until the end, so that no tag moves between this and the writing.
    const held = await tx.$queryRaw<{ id: number; name: string; sha: string }[]>`
      SELECT id, name, sha FROM release
      WHERE "repositoryId" = ${repositoryId} AND name = ANY(${names}) ORDER BY id FOR UPDATE`;
    const found = held.flatMap(({ id, name, sha }) => {
      const release = releases.find((each) => each.name === name && each.sha === sha);
      return release === undefined ? [] : [{ id, fixes: release.fixes }];
    });
    const ids = found.map(({ id }) => id);
    await tx.releaseFix.deleteMany({ where: { releaseId: { in: ids } } });
    await tx.releaseFix.createMany({
      data: found.flatMap(({ id: releaseId, fixes }) =>
        fixes.map((fix) => ({ releaseId, ...fix })),
      ),
    });
    await tx.$executeRaw`
      UPDATE release SET "fixesAtSha" = sha, "fixesMethodVersion" = ${methodVersion}
      WHERE id = ANY(${ids})`;
  });
}
