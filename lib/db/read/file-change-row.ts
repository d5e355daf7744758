import { FILE_KINDS } from '#lib/domain/file-kind.ts';
import type { CopiedFrom, FileChange, FileStatus } from '#lib/domain/measurement.ts';
import { SUBSYSTEMS } from '#lib/domain/subsystem.ts';

import { storedWord } from './stored-word.ts';

import type { Prisma } from '#lib/db/generated/client.ts';

const fileKinds = FILE_KINDS.map(({ id }) => id);
const fileStatuses: readonly FileStatus[] = ['added', 'modified', 'deleted', 'renamed'];

export function toFileChange(row: Prisma.FileChangeGetPayload<object>): FileChange {
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
