// Every file of a tree with its version, without looking at a blob.
import type { FileVersion } from './merge-tree-answer.ts';
import { pathText } from './path-text.ts';
import { runGit, type GitRepository } from './run-git.ts';
import { splitNul } from './split-nul.ts';

/** By path. `ls-tree -r -z` prints "100644 blob <oid> TAB src/a.go" NUL. Throws GitError. */
export async function listVersions(
  repository: GitRepository,
  treeish: string,
): Promise<ReadonlyMap<string, FileVersion>> {
  const { stdout } = await runGit(repository, {
    args: ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', treeish],
  });
  const versions = new Map<string, FileVersion>();
  for (const entry of splitNul(stdout)) {
    const tab = entry.indexOf(0x09);
    const [mode = '', , oid = ''] = entry.toString('latin1', 0, tab).split(' ');
    versions.set(pathText(entry.subarray(tab + 1)), { mode, oid });
  }
  return versions;
}
