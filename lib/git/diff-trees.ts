// The patch of two commits as git sees it: status, lines, and the changed lines of modified files, in one run.
import { findUnreadable, type UnreadableChange } from './find-unreadable.ts';
import { GitError } from './git-error.ts';
import { withNarrowedTrees, type NarrowedTrees } from './narrow-trees.ts';
import { runGit, type GitRepository } from './run-git.ts';
import { createTreeDiffReader, type TreeChange } from './tree-diff-reader.ts';

export interface TreeDiff {
  readonly changes: readonly TreeChange[];
  readonly unreadable: readonly UnreadableChange[];
}

/**
 * `git diff -M -U0 base head` (renames at 50 %, no limit on candidates), so that the sums are those of
 * `git diff -M --shortstat base head`. Files whose blobs are not in the mirror are left out and returned apart.
 * Throws GitError.
 */
export async function diffTrees(
  repository: GitRepository,
  base: string,
  head: string,
): Promise<TreeDiff> {
  const trees = [base, head];
  try {
    return { changes: await diffWhole({ repository, trees, pathspecs: [] }), unreadable: [] };
  } catch (error) {
    if (!(error instanceof GitError) || error.exitCode !== 128) throw error;
    const { unreadable, paths: others } = await findUnreadable(repository, base, head);
    if (unreadable.length === 0) throw error;
    const leftOut = unreadable.flatMap(({ pathBytes, previousBytes }) =>
      previousBytes ? [previousBytes, pathBytes] : [pathBytes],
    );
    const changes = await withNarrowedTrees(repository, { trees, leftOut, others }, diffWhole);
    return { changes, unreadable };
  }
}

async function diffWhole({ repository, trees, pathspecs }: NarrowedTrees): Promise<TreeChange[]> {
  const reader = createTreeDiffReader();
  const args = ['diff-tree', '-r', '-M', '-l0', '--raw', '--numstat', '-p', '-U0', '-z'];
  await runGit(repository, {
    args: [
      ...args,
      '--full-index',
      '--no-ext-diff',
      '--no-textconv',
      '--no-color',
      '--end-of-options',
      ...trees,
      ...pathspecs,
    ],
    magicPathspecs: pathspecs.length > 0,
    onStdout: reader.push,
  });
  return reader.end();
}
