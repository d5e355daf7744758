// The hunks that git prints between pairs of file versions, whatever their paths.
import type { VersionPair } from './count-lines.ts';
import { runGit, type GitRepository } from './run-git.ts';
import { writeVersionTree } from './write-version-tree.ts';

/**
 * Of each pair the lines of `git diff` below "+++ <path>", as latin1, one answer for each in their order. A hunk's
 * "@@ -1,2 +3,4 @@ func" is without its numbers. The two versions of a submodule are a line each, and of a binary file there is
 * one line that says so; of a change of type there are the hunks of the deletion and those of the creation. Writes to
 * `scratch`, see withTemporaryObjects. Throws GitError.
 */
export async function readVersionHunks(
  scratch: GitRepository,
  pairs: readonly VersionPair[],
  limits: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Promise<readonly (readonly string[])[]> {
  const hunks: string[][] = pairs.map(() => []);
  const sides = pairs.flatMap(({ from, to }) => [from, to]);
  const nameDigits = sides.find((version) => version !== null)?.oid.length ?? 40;
  const [from, to] = await Promise.all([
    writeVersionTree(
      scratch,
      pairs.map((pair) => pair.from),
      nameDigits,
    ),
    writeVersionTree(
      scratch,
      pairs.map((pair) => pair.to),
      nameDigits,
    ),
  ]);
  if (from === to) return hunks;
  const options = ['--no-color', '--no-renames', '--no-ext-diff', '--no-textconv'].concat([
    '--no-prefix',
    '--submodule=short',
  ]);
  const { stdout } = await runGit(scratch, {
    ...limits,
    args: ['diff-tree', '-p', ...options, '--end-of-options', from, to],
  });
  let lines: string[] = [];
  let isHeader = true;
  for (const line of stdout.toString('latin1').split('\n')) {
    // The lines of a hunk begin with a sign, so that an empty one is the end.
    const begun = /^diff --git (\d+) /.exec(line);
    if (begun) {
      lines = hunks[Number(begun[1])] ?? [];
      isHeader = true;
    } else if (line.startsWith('@@ ')) {
      isHeader = false;
      lines.push(line.replace(/^@@ .*? @@/, '@@'));
    } else if (!isHeader && line !== '') {
      lines.push(line);
    } else if (line.startsWith('Binary files ')) {
      lines.push('Binary files differ');
    }
  }
  return hunks;
}
