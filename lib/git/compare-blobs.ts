// Which lines of one blob became which of another, as the merge itself compares them.
import type { LineChange } from '#lib/domain/align-versions.ts';
import { runGit, type GitRepository } from './run-git.ts';

/** As git's default merge does, and unlike what `git diff` does by default. */
const AS_MERGES_DO = ['--diff-algorithm=histogram', '--no-indent-heuristic'];

/** In order; none when they are the same, or when either is binary to git. Throws GitError. */
export async function compareBlobs(
  repository: GitRepository,
  base: string,
  side: string,
  signal?: AbortSignal,
): Promise<readonly LineChange[]> {
  if (base === side) return [];
  const plain = ['--unified=0', '--inter-hunk-context=0', '--no-color', '--no-ext-diff'];
  const { stdout } = await runGit(repository, {
    args: ['diff', ...AS_MERGES_DO, ...plain, '--no-textconv', '--end-of-options', base, side],
    ...(signal === undefined ? {} : { signal }),
  });
  return readHunkHeaders(stdout);
}

/** "@@ -12,3 +12 @@ …": a count of 1 is left out, and where it is 0 the line before is named. */
function readHunkHeaders(stdout: Buffer): LineChange[] {
  // Lines of the files stand behind a sign; they end at a line feed only, whatever else a file holds.
  return stdout
    .toString('latin1')
    .split('\n')
    .flatMap((line) => {
      const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
      if (header === null) return [];
      const [, baseLine, baseCount = '1', sideLine, sideCount = '1'] = header;
      return [
        {
          baseStart: Number(baseLine) - (baseCount === '0' ? 0 : 1),
          baseCount: Number(baseCount),
          sideStart: Number(sideLine) - (sideCount === '0' ? 0 : 1),
          sideCount: Number(sideCount),
        },
      ];
    });
}
