// The files of a tree with their versions, without looking at a blob.
import type { FileVersion } from './merge-tree-answer.ts';
import { pathText } from './path-text.ts';
import { runGit, type GitRepository } from './run-git.ts';
import { splitNul } from './split-nul.ts';

/** A longer list is not put into the arguments of git. */
const MAX_NAMED = 200;

/**
 * By path: of all files, or of `paths` alone and what else git lists with them. `ls-tree -r -z` prints
 * "100644 blob <oid> TAB src/a.go" NUL. Throws GitError.
 */
export async function listVersions(
  repository: GitRepository,
  treeish: string,
  paths: readonly string[] = [],
): Promise<ReadonlyMap<string, FileVersion>> {
  // What begins with a quote may be quoted, and is no name that git knows.
  const canBeNamed = paths.length <= MAX_NAMED && !paths.some((path) => path.startsWith('"'));
  const { stdout } = await runGit(repository, {
    args: ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', treeish].concat(
      canBeNamed ? paths : [],
    ),
  });
  const versions = new Map<string, FileVersion>();
  for (const entry of splitNul(stdout)) {
    const tab = entry.indexOf(0x09);
    const [mode = '', , oid = ''] = entry.toString('latin1', 0, tab).split(' ');
    versions.set(pathText(entry.subarray(tab + 1)), { mode, oid });
  }
  return versions;
}
