// Asks git with one question which of many files it cannot merge: starting it takes longer than a merge.
import { runGit, type GitRepository } from './run-git.ts';
import { writeLooseObject } from './write-loose-object.ts';
import { writeVersionTree } from './write-version-tree.ts';

/** Object names of blobs of text. Without a base the versions have nothing in common. */
export interface FileVersions {
  readonly base: string | null;
  readonly ours: string;
  readonly theirs: string;
}

/** How git begins a region that it could not merge, where it is not told what to call our side. */
export const CONFLICT_MARKER = '<<<<<<< .our';

/**
 * Of each, whether there is such a region: what `git merge-file` exits with, since both run xdl_merge with the same diffs
 * (ll_xdl_merge in git's ll-merge.c, cmd_merge_file in builtin/merge-file.c; they differ in how regions near each other are
 * joined). No two versions of a file may be the same, and none may hold a line that begins with CONFLICT_MARKER. Writes to
 * `scratch`, see withTemporaryObjects. Throws GitError.
 */
export async function mergeManyFiles(
  scratch: GitRepository,
  files: readonly FileVersions[],
): Promise<readonly boolean[]> {
  const [first] = files;
  if (!first) return [];
  const nameDigits = first.ours.length;
  const empty = await writeEmptyBlob(scratch, nameDigits);
  const [base, ours, theirs] = await Promise.all(
    [
      files.map((file) => file.base ?? empty),
      files.map((file) => file.ours),
      files.map((file) => file.theirs),
    ].map((oids) =>
      writeVersionTree(
        scratch,
        oids.map((oid) => ({ mode: '100644', oid })),
        nameDigits,
      ),
    ),
  );
  // Its older form, which takes trees and prints each file's merge as a diff against our side.
  const { stdout } = await runGit(scratch, {
    args: ['merge-tree', '--trivial-merge', base ?? '', ours ?? '', theirs ?? ''],
  });
  return readConflicts(stdout.toString('latin1'), files.length);
}

/**
 * changed in both
 *   base   100644 d68dd4031d2ad5b7a3829ad7df6635e27a7daa22 000000001
 *   our    100644 a7bc997ebe8cf84988b83d2e83f1d193124fe593 000000001
 *   their  100644 caff634935fd36f06ae19eff3f46f438bebb0f19 000000001
 * @@ -1,4 +1,8 @@
 * +<<<<<<< .our
 */
function readConflicts(text: string, count: number): readonly boolean[] {
  const isInConflict: (boolean | undefined)[] = Array.from({ length: count });
  const lines = text.split('\n');
  let index = -1;
  for (const [at, line] of lines.entries()) {
    // The lines of a diff begin with a sign, this one does not.
    if (line === 'changed in both') {
      index = Number(lines[at + 1]?.split(' ').at(-1));
      isInConflict[index] = false;
    } else if (line.startsWith(`+${CONFLICT_MARKER}`)) {
      isInConflict[index] = true;
    }
  }
  return isInConflict.map((answer) => {
    if (answer === undefined) throw new Error('git merge-tree did not say how each file merges.');
    return answer;
  });
}

async function writeEmptyBlob(
  { temporaryObjectDir }: GitRepository,
  nameDigits: number,
): Promise<string> {
  if (temporaryObjectDir === undefined) throw new Error('Merging files needs a temporary folder.');
  const content = Buffer.alloc(0);
  return await writeLooseObject(temporaryObjectDir, { type: 'blob', content, nameDigits });
}
