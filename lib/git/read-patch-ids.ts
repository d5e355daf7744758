// Names each file's change by what it does and not by where it stands, so that a change carried over as it is keeps its name.
import { pathText } from './path-text.ts';
import { parseRawEntries } from './raw-entry.ts';
import { runGit, type GitRepository } from './run-git.ts';

/**
 * For each path that `base` and `head` differ in: what `git diff -U0 base head -- path | git patch-id --stable` prints, by two
 * runs of git for all of them. Without context, since that is upstream's and changes under the port. A path whose change has
 * no lines (binary, or of permissions only) is left out. Throws GitError, also when a blob is missing.
 */
export async function readPatchIds(
  repository: GitRepository,
  base: string,
  head: string,
  limits: { readonly signal?: AbortSignal } = {},
): Promise<ReadonlyMap<string, string>> {
  const diff = async (format: readonly string[]): Promise<Buffer> => {
    const args = ['diff-tree', '-r', '--no-renames', ...format, '--end-of-options', base, head];
    return (await runGit(repository, { ...limits, args })).stdout;
  };
  const entries = parseRawEntries(await diff(['--raw', '-z']));
  const patch = await diff(['-p', '-U0', '--no-ext-diff', '--no-textconv', '--no-color']);
  const { stdout } = await runGit(repository, {
    ...limits,
    args: ['patch-id', '--stable'],
    stdin: numberPatches(
      patch,
      // A change of type is printed as a deletion and an addition.
      entries.map(({ status }) => (status === 'T' ? 2 : 1)),
    ),
  });
  const ids = new Map<string, string>();
  for (const [, id = '', number = ''] of stdout.toString('latin1').matchAll(LINE)) {
    const entry = entries[Number.parseInt(number, 16)];
    if (entry) ids.set(pathText(entry.pathBytes), id);
  }
  return ids;
}

/** "<patch id> <name of the commit>" */
const LINE = /^([0-9a-f]+) ([0-9a-f]+)$/gm;

// No line of a file's content begins so: each has a sign in front of it.
const BLOCK = Buffer.from('diff --git ');

/** Puts the line of a commit before each file's patch, whose name is the file's number: patch-id names it in its answer. */
function numberPatches(patch: Buffer, blocks: readonly number[]): Buffer {
  const starts = listStarts(patch);
  const parts: Buffer[] = [];
  let block = 0;
  for (const [index, count] of blocks.entries()) {
    const text = patch.subarray(starts[block], starts[block + count] ?? patch.length);
    block += count;
    if (!text.includes('\n@@ ')) continue;
    parts.push(Buffer.from(`commit ${index.toString(16).padStart(40, '0')}\n`), text);
  }
  if (block !== starts.length) throw new Error('git printed other patches than changed files.');
  return Buffer.concat(parts);
}

function listStarts(patch: Buffer): readonly number[] {
  const starts: number[] = [];
  for (let at = patch.indexOf(BLOCK); at >= 0; at = patch.indexOf(BLOCK, at + 1)) {
    if (at === 0 || patch[at - 1] === 0x0a) starts.push(at);
  }
  return starts;
}
