import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { READING_VERSION } from '#lib/domain/conflict-reading.ts';

export interface UnreadConflicts {
  readonly from: { readonly base: string; readonly head: string };
  readonly target: string;
  /** In conflict, and not read by this version of the program. */
  readonly paths: readonly string[];
}

/** Null: there is no such rehearsal, or it stands on no release. */
export async function getUnreadConflicts(
  db: DatabaseClient,
  rehearsalId: number,
): Promise<UnreadConflicts | null> {
  const rehearsal = await db.rehearsal.findUnique({
    where: { id: rehearsalId },
    select: {
      targetSha: true,
      from: { select: { baseSha: true, headSha: true } },
      conflicts: { select: { path: true }, orderBy: { position: 'asc' } },
      texts: {
        where: { failure: null, readingVersion: READING_VERSION },
        select: { path: true },
      },
    },
  });
  if (rehearsal === null || rehearsal.from.baseSha === null) return null;
  const read = new Set(rehearsal.texts.map(({ path }) => path));
  return {
    from: { base: rehearsal.from.baseSha, head: rehearsal.from.headSha },
    target: rehearsal.targetSha,
    paths: rehearsal.conflicts.map(({ path }) => path).filter((path) => !read.has(path)),
  };
}
