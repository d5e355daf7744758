// Turns the rows of a rebase and its newest revision into what pages and the API show: measured with all sums, or not at all.
import { StorageError } from '#lib/db/storage-error.ts';
import type { ReleaseKind } from '#lib/domain/go-release.ts';
import type { MeasuredSums, RebaseView } from '#lib/domain/rebase-view.ts';
import type { TransitionView } from '#lib/domain/transition-view.ts';

import { toRevisionSource, toUnmeasuredReason } from './revision-source.ts';
import { storedWord } from './stored-word.ts';
import type { StoredSums } from './sums-row.ts';

import type { Prisma } from '#lib/db/generated/client.ts';

const releaseKinds: readonly ReleaseKind[] = ['beta', 'rc', 'first', 'patch'];

export type RevisionRow = Prisma.RevisionGetPayload<object>;
export type RebaseRow = Prisma.RebaseGetPayload<object>;

/** What is read apart from the two rows. */
export interface RebaseParts {
  readonly sums: StoredSums;
  readonly transition: TransitionView | null;
}

export function toRebaseView(
  rebase: Omit<RebaseRow, 'id'>,
  revision: RevisionRow,
  { sums: stored, transition }: RebaseParts,
): RebaseView {
  const sums = toSums(revision, stored);
  return {
    release: rebase.release,
    line: rebase.line,
    kind: storedWord(releaseKinds, rebase.kind, 'rebase.kind'),
    order: rebase.order,
    releasedAt: rebase.releasedAt,
    publishedAt: rebase.publishedAt,
    lagDays: rebase.lagDays,
    deletedAt: rebase.deletedAt,
    base:
      revision.baseSha === null
        ? null
        : { sha: revision.baseSha, ref: revision.baseRef ?? revision.baseSha },
    head: { sha: revision.headSha, ref: revision.headRef },
    source: toRevisionSource(revision),
    sums,
    unmeasuredReason: sums === null ? toUnmeasuredReason(revision.unmeasuredReason) : null,
    transition,
  };
}

function toSums(revision: RevisionRow, stored: StoredSums): MeasuredSums | null {
  if (revision.measuredAt === null) return null;
  return {
    commits: present(revision.commits, 'commits'),
    isDescendant: present(revision.isDescendant, 'isDescendant'),
    unmeasuredFiles: present(revision.unmeasuredFiles, 'unmeasuredFiles'),
    patch: {
      files: present(revision.files, 'files'),
      insertions: present(revision.insertions, 'insertions'),
      deletions: present(revision.deletions, 'deletions'),
      added: present(revision.added, 'added'),
      modified: present(revision.modified, 'modified'),
      deleted: present(revision.deleted, 'deleted'),
      renamed: present(revision.renamed, 'renamed'),
    },
    touch: {
      files: present(revision.touchFiles, 'touchFiles'),
      insertions: present(revision.touchInsertions, 'touchInsertions'),
      deletions: present(revision.touchDeletions, 'touchDeletions'),
    },
    subsystems: stored.subsystems,
    kinds: stored.kinds,
  };
}

/** A measurement is written whole: a column that is null beside others that are not means the row is damaged. */
function present<Value>(value: Value | null, column: string): Value {
  if (value === null) throw new StorageError(`A measured revision has no ${column}.`);
  return value;
}
