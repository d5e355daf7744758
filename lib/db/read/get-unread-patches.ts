import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { PATCH_READING_VERSION } from '#lib/domain/patch-reading.ts';

export interface UnreadPatches {
  readonly base: string;
  readonly head: string;
  /** Not read by this version of the program, in git's order. */
  readonly paths: readonly string[];
}

/** Of `count` files from `position` on. Null: there is no such revision, or it stands on no release. */
export async function getUnreadPatches(
  db: DatabaseClient,
  revisionId: number,
  { position, count }: { readonly position: number; readonly count: number },
): Promise<UnreadPatches | null> {
  const revision = await db.revision.findUnique({
    where: { id: revisionId },
    select: {
      baseSha: true,
      headSha: true,
      fileChanges: {
        where: { position: { gte: position, lt: position + count } },
        select: { path: true },
        orderBy: { position: 'asc' },
      },
    },
  });
  if (revision === null || revision.baseSha === null) return null;
  const paths = revision.fileChanges.map(({ path }) => path);
  const texts = await db.patchText.findMany({
    where: {
      revisionId,
      path: { in: paths },
      failure: null,
      readingVersion: PATCH_READING_VERSION,
    },
    select: { path: true },
  });
  const read = new Set(texts.map(({ path }) => path));
  return {
    base: revision.baseSha,
    head: revision.headSha,
    paths: paths.filter((path) => !read.has(path)),
  };
}
