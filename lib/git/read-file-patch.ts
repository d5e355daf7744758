// The patch between two versions of a file, as `git diff` prints it for them, whatever the file is called.
import type { DiffHunk, DiffLine } from '#lib/domain/patch-hunks.ts';
import type { VersionPair } from './count-lines.ts';
import { runGit, type GitRepository } from './run-git.ts';
import { writeVersionTree } from './write-version-tree.ts';

/** What `git diff` does by default, whatever the version of git. */
const AS_DIFF_DOES = ['--unified=3', '--inter-hunk-context=0', '--diff-algorithm=myers'];
const PLAIN = ['--no-renames', '--no-color', '--no-ext-diff', '--no-textconv', '--submodule=short'];

/**
 * None for a binary file, and where only the name or the mode changed. A change of type is a deletion and an addition, a
 * submodule a line that names its commit. Writes to `scratch`, see withTemporaryObjects. Throws GitError.
 */
export async function readFilePatch(
  scratch: GitRepository,
  { from, to }: VersionPair,
  signal?: AbortSignal,
): Promise<readonly DiffHunk[]> {
  const nameDigits = (from ?? to)?.oid.length ?? 40;
  const [base, head] = [
    await writeVersionTree(scratch, [from], nameDigits),
    await writeVersionTree(scratch, [to], nameDigits),
  ];
  if (base === head) return [];
  const { stdout } = await runGit(scratch, {
    args: ['diff-tree', '-p', ...AS_DIFF_DOES, ...PLAIN, '--end-of-options', base, head],
    ...(signal === undefined ? {} : { signal }),
  });
  return parseHunks(stdout);
}

/**
 * The header says how many lines belong to a hunk, so no content is mistaken for a header:
 *   @@ -3,4 +3,5 @@ func f() {
 *    kept
 *   -old line
 *   +new line
 *   \ No newline at end of file
 */
function parseHunks(stdout: Buffer): DiffHunk[] {
  const hunks: { baseStart: number; headStart: number; heading: string; lines: DiffLine[] }[] = [];
  const left = { base: 0, head: 0 };
  for (const line of stdout.toString('utf8').split('\n')) {
    const hunk = hunks.at(-1);
    const last = hunk?.lines.at(-1);
    if (line.startsWith('\\') && hunk && last) {
      hunk.lines[hunk.lines.length - 1] = { ...last, isEnded: false };
      continue;
    }
    if (hunk && left.base + left.head > 0) {
      const sign = signOf(line);
      if (sign !== '+') left.base -= 1;
      if (sign !== '-') left.head -= 1;
      hunk.lines.push({ sign, text: line.slice(1), isEnded: true });
      continue;
    }
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/su.exec(line);
    if (header === null) continue;
    const [, baseLine, baseCount = '1', headLine, headCount = '1', heading = ''] = header;
    left.base = Number(baseCount);
    left.head = Number(headCount);
    // Where a side has no line, the one before is named.
    const baseStart = Number(baseLine) - (left.base === 0 ? 0 : 1);
    const headStart = Number(headLine) - (left.head === 0 ? 0 : 1);
    hunks.push({ baseStart, headStart, heading, lines: [] });
  }
  if (left.base + left.head > 0) throw new Error('git diff-tree ended in the middle of a hunk.');
  return hunks;
}

function signOf(line: string): DiffLine['sign'] {
  const sign = ([' ', '+', '-'] as const).find((known) => line.startsWith(known));
  if (sign === undefined)
    throw new Error('git diff-tree printed a hunk that its header does not fit.');
  return sign;
}
