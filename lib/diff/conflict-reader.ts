// Reads which paths conflict when a rebase is merged onto a commit, each commit once.
import type { MergeRehearser } from '#lib/git/rehearse-merge.ts';
import { mergeOnto, type RebaseCommits } from './rehearse.ts';

export type ConflictReader = (commit: string) => Promise<ReadonlySet<string>>;

export function createConflictReader(
  rehearser: MergeRehearser,
  from: RebaseCommits,
): ConflictReader {
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  return (commit) => {
    const conflicts =
      known.get(commit) ??
      mergeOnto(rehearser, from, commit).then(
        (merge) => new Set(merge.conflicts.map(({ path }) => path)),
      );
    known.set(commit, conflicts);
    return conflicts;
  };
}
