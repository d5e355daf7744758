// The columns that a measurement fills, the same for one made here and for a recorded one.
import { sumFileChanges } from '#lib/domain/sum-file-changes.ts';
import type { FileChange } from '#lib/domain/measurement.ts';

export interface CountedPatch {
  readonly commits: number;
  readonly isDescendant: boolean;
  readonly files: readonly FileChange[];
}

/** Rows without the id of the revision they belong to. */
export function measurementRows({ commits, isDescendant, files }: CountedPatch) {
  const { patch, touch, kinds, subsystems } = sumFileChanges(files);
  return {
    revision: {
      commits,
      isDescendant,
      ...patch,
      touchFiles: touch.files,
      touchInsertions: touch.insertions,
      touchDeletions: touch.deletions,
      unmeasuredFiles: files.filter(({ insertions }) => insertions === null).length,
    },
    subsystems: subsystems.map(({ touch: touched, ...sums }) => ({
      ...sums,
      touchFiles: touched.files,
      touchInsertions: touched.insertions,
      touchDeletions: touched.deletions,
    })),
    kinds: [...kinds],
    fileChanges: files.map(({ copiedFrom, ...file }, position) => ({
      position,
      ...file,
      copiedFromPath: copiedFrom?.path ?? null,
      copiedFromRelease: copiedFrom?.release ?? null,
      similarity: copiedFrom?.similarity ?? null,
    })),
  };
}
