import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { FILE_KINDS } from '#lib/domain/file-kind.ts';
import type { CopiedFrom, FileChange, FileStatus } from '#lib/domain/measurement.ts';
import type { RebaseDetail } from '#lib/domain/rebase-view.ts';
import { SUBSYSTEMS } from '#lib/domain/subsystem.ts';

import { revisionWithSums, toRebaseView } from './rebase-row.ts';
import { storedWord } from './stored-word.ts';

import type { Prisma } from '#lib/db/generated/client.ts';

/** One rebase with every file of its newest revision. Null: the port has none with exactly this name. */
export async function getRebase(
  db: DatabaseClient,
  portId: number,
  { release }: { readonly release: string },
): Promise<RebaseDetail | null> {
  const row = await db.rebase.findUnique({
    where: { portId_release: { portId, release } },
    include: { revisions: { ...revisionWithSums, orderBy: { seenAt: 'desc' } } },
  });
  if (row === null) return null;
  const { revisions, ...rebase } = row;
  const newest = revisions.find((revision) => revision.isNewest);
  if (newest === undefined) return null;
  const { measuredAt, gitVersion, methodVersion, durationMs } = newest;
  const files = await db.fileChange.findMany({
    where: { revisionId: newest.id },
    orderBy: { position: 'asc' },
  });
  return {
    rebase: toRebaseView(rebase, newest),
    origin: { measuredAt, gitVersion, methodVersion, durationMs },
    earlier: revisions
      .filter((revision) => !revision.isNewest)
      .map(({ headSha, headRef, seenAt }) => ({ head: { sha: headSha, ref: headRef }, seenAt })),
    files: files.map(toFileChange),
  };
}

const fileKinds = FILE_KINDS.map(({ id }) => id);
const fileStatuses: readonly FileStatus[] = ['added', 'modified', 'deleted', 'renamed'];

function toFileChange(row: Prisma.FileChangeGetPayload<object>): FileChange {
  return {
    path: row.path,
    previousPath: row.previousPath,
    status: storedWord(fileStatuses, row.status, 'file_change.status'),
    subsystem: storedWord(SUBSYSTEMS, row.subsystem, 'file_change.subsystem'),
    kind: storedWord(fileKinds, row.kind, 'file_change.kind'),
    insertions: row.insertions,
    deletions: row.deletions,
    binary: row.binary,
    unmeasuredReason: row.unmeasuredReason,
    copiedFrom: toCopiedFrom(row),
  };
}

function toCopiedFrom(row: Prisma.FileChangeGetPayload<object>): CopiedFrom | null {
  const { copiedFromPath: path, copiedFromRelease: release, similarity } = row;
  return path === null || release === null || similarity === null
    ? null
    : { path, release, similarity };
}
