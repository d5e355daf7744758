// Tells whether a culprit that the commits of one path name is one for the whole rehearsal too.
import { createMergeRehearser, type RunLimits } from '#lib/git/rehearse-merge.ts';
import { withTemporaryObjects } from '#lib/git/temporary-objects.ts';
import { createConflictReader } from './conflict-reader.ts';
import type { RehearsalInstruments } from './rehearsal-instruments.ts';
import type { RebaseCommits } from './rehearse.ts';

/** Whether each path's culprit is one for the whole rehearsal too: in conflict at it, and not at its parent. Throws GitError. */
export async function confirmCulprits(
  { repository, objects }: RehearsalInstruments,
  {
    from,
    culprits,
    limits,
  }: {
    readonly from: RebaseCommits;
    readonly culprits: readonly { readonly path: string; readonly sha: string }[];
    readonly limits?: RunLimits;
  },
): Promise<ReadonlyMap<string, boolean>> {
  return await withTemporaryObjects(repository, async (scratch) => {
    const conflictsAt = createConflictReader(createMergeRehearser(scratch, objects, limits), from);
    const confirmed = new Map<string, boolean>();
    for (const { path, sha } of culprits) {
      const atIt = await conflictsAt(sha);
      const atParent = await conflictsAt(`${sha}^`);
      confirmed.set(path, atIt.has(path) && !atParent.has(path));
    }
    return confirmed;
  });
}
