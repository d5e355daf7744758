// The patch of two commits as git sees it: status, lines, and the changed lines of modified files, in one run.
import { GitError } from './git-error.ts';
import { createPatchLineReader } from './patch-lines.ts';
import { pathText } from './path-text.ts';
import { runGit, type GitRepository } from './run-git.ts';

/** One entry of `git diff --raw -M` with its numbers. */
export interface TreeChange {
  readonly status: 'A' | 'M' | 'D' | 'R' | 'T';
  readonly path: string;
  readonly pathBytes: Buffer;
  readonly previousPath: string | null;
  readonly oldMode: string;
  readonly newMode: string;
  readonly oldOid: string;
  readonly newOid: string;
  /** Null for a binary file. */
  readonly lines: { readonly insertions: number; readonly deletions: number } | null;
  /** Changed lines of a file with status M, without their sign. Null: another status, binary, or past the bound. */
  readonly changedLines: readonly string[] | null;
}

/** A file that could not be diffed, because the mirror lacks a version of it. */
export interface UnreadableChange {
  readonly status: 'A' | 'M' | 'D' | 'T';
  readonly path: string;
  readonly missingOid: string;
}

export interface TreeDiff {
  readonly changes: readonly TreeChange[];
  readonly unreadable: readonly UnreadableChange[];
}

/**
 * `git diff -M -U0 base head` (renames at 50 %, no limit on candidates), so that the sums are those of
 * `git diff -M --shortstat base head`. Files whose blobs are not in the mirror are left out by pathspec and returned apart.
 * Throws GitError.
 */
export async function diffTrees(
  repository: GitRepository,
  base: string,
  head: string,
): Promise<TreeDiff> {
  try {
    return { changes: await diffWhole(repository, { base, head, leftOut: [] }), unreadable: [] };
  } catch (error) {
    if (!(error instanceof GitError) || error.exitCode !== 128) throw error;
    const unreadable = await findUnreadable(repository, base, head);
    if (unreadable.length === 0) throw error;
    const leftOut = unreadable.map(({ path }) => path);
    return { changes: await diffWhole(repository, { base, head, leftOut }), unreadable };
  }
}

/** Pathspecs for a run with `magicPathspecs`: everything but these paths. */
export function excludePaths(paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  return ['--', '.', ...paths.map((path) => `:(exclude,literal)${path}`)];
}

interface DiffRequest {
  readonly base: string;
  readonly head: string;
  readonly leftOut: readonly string[];
}

async function diffWhole(repository: GitRepository, request: DiffRequest): Promise<TreeChange[]> {
  const reader = createDiffReader();
  const args = ['diff-tree', '-r', '-M', '-l0', '--raw', '--numstat', '-p', '-U0', '-z'];
  await runGit(repository, {
    args: [
      ...args,
      '--full-index',
      '--no-ext-diff',
      '--no-textconv',
      '--no-color',
      '--end-of-options',
      request.base,
      request.head,
      ...excludePaths(request.leftOut),
    ],
    magicPathspecs: request.leftOut.length > 0,
    onStdout: reader.push,
  });
  return reader.end();
}

interface RawEntry {
  readonly status: TreeChange['status'];
  readonly pathBytes: Buffer;
  readonly previousBytes: Buffer | null;
  readonly modes: readonly [string, string];
  readonly oids: readonly [string, string];
}

/**
 * Reads, NUL-terminated:
 *   :100644 100644 <oid> <oid> M NUL src/a.go NUL          (R and C: two paths)
 *   12 TAB 3 TAB src/a.go NUL                              (renames: 12 TAB 3 TAB NUL old NUL new NUL; binary: - TAB -)
 * then one more NUL and the patch, a block of lines for each entry, in the same order.
 */
function createDiffReader() {
  let rest: Buffer = Buffer.alloc(0);
  const state = { isInPatch: false };
  const entries: RawEntry[] = [];
  const numbers: TreeChange['lines'][] = [];
  let pending: string[] | null = null;
  let pendingPaths: Buffer[] = [];
  let pathsToSkip = 0;
  const patch = createPatchLineReader(() => entries.map(({ status }) => status));

  const takeField = (field: Buffer): void => {
    if (pathsToSkip > 0) {
      pathsToSkip -= 1;
    } else if (pending) {
      pendingPaths.push(field);
      if (pendingPaths.length === (/^[RC]/.test(pending[4] ?? '') ? 2 : 1)) {
        entries.push(rawEntry(pending, pendingPaths));
        pending = null;
        pendingPaths = [];
      }
    } else if (field[0] === 0x3a) {
      pending = field.toString('latin1').slice(1).split(' ');
    } else if (field.length === 0) {
      state.isInPatch = true;
    } else {
      const [insertions = '', deletions = '', path = ''] = field.toString('latin1').split('\t', 3);
      numbers.push(
        insertions === '-'
          ? null
          : { insertions: Number(insertions), deletions: Number(deletions) },
      );
      if (path === '' && field.at(-1) === 0x09) pathsToSkip = 2;
    }
  };

  return {
    push: (chunk: Buffer): void => {
      let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      rest = Buffer.alloc(0);
      while (!state.isInPatch) {
        const end = data.indexOf(0);
        if (end < 0) {
          rest = data;
          return;
        }
        takeField(data.subarray(0, end));
        data = data.subarray(end + 1);
      }
      patch.push(data);
    },
    end: (): TreeChange[] => {
      if (pending || rest.length > 0 || numbers.length !== entries.length) {
        throw new Error('git diff-tree ended in the middle of its answer.');
      }
      const changedLines = patch.end();
      return entries.map((entry, index) =>
        treeChange(entry, numbers[index] ?? null, changedLines[index] ?? null),
      );
    },
  };
}

function rawEntry(fields: readonly string[], paths: readonly Buffer[]): RawEntry {
  const [oldMode = '', newMode = '', oldOid = '', newOid = '', letter = ''] = fields;
  const [first = Buffer.alloc(0), second = null] = paths;
  return {
    status: statusLetter(letter),
    // A copy of the bytes: the chunk they stand in is large and would be kept alive.
    pathBytes: Buffer.from(second ?? first),
    previousBytes: second ? Buffer.from(first) : null,
    modes: [oldMode, newMode],
    oids: [oldOid, newOid],
  };
}

function statusLetter(field: string): TreeChange['status'] {
  const letter = STATUS_LETTERS.find((known) => field.startsWith(known));
  if (letter) return letter;
  throw new Error(`git diff-tree printed the status ${field}, which two trees cannot have.`);
}

const STATUS_LETTERS = ['A', 'M', 'D', 'R', 'T'] as const;

function treeChange(
  entry: RawEntry,
  lines: TreeChange['lines'],
  changedLines: readonly string[] | null,
): TreeChange {
  return {
    status: entry.status,
    path: pathText(entry.pathBytes),
    pathBytes: entry.pathBytes,
    previousPath: entry.previousBytes && pathText(entry.previousBytes),
    oldMode: entry.modes[0],
    newMode: entry.modes[1],
    oldOid: entry.oids[0],
    newOid: entry.oids[1],
    lines,
    changedLines: lines === null ? null : changedLines,
  };
}

/** Needs trees only; asks for each changed blob whether it is there. */
async function findUnreadable(
  repository: GitRepository,
  base: string,
  head: string,
): Promise<UnreadableChange[]> {
  const { stdout } = await runGit(repository, {
    args: ['diff-tree', '-r', '--raw', '-z', '--no-renames', '--end-of-options', base, head],
  });
  const fields = splitNul(stdout);
  const entries: RawEntry[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const header = fields[index]?.toString('latin1').slice(1).split(' ') ?? [];
    const path = fields[index + 1];
    if (path) entries.push(rawEntry(header, [path]));
  }
  const wanted = entries.flatMap((entry) => blobsOf(entry));
  const missing = await findMissingObjects(repository, [...new Set(wanted)]);
  return entries.flatMap((entry) => {
    const missingOid = blobsOf(entry).find((oid) => missing.has(oid));
    if (missingOid === undefined || entry.status === 'R') return [];
    return [{ status: entry.status, path: pathText(entry.pathBytes), missingOid }];
  });
}

function blobsOf({ modes, oids }: RawEntry): string[] {
  return oids.filter((oid, index) => /[1-9a-f]/.test(oid) && modes[index] !== '160000');
}

/** Which of these objects are not in the repository. Asks nobody. */
export async function findMissingObjects(
  repository: GitRepository,
  oids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { stdout } = await runGit(repository, {
    args: ['cat-file', '--batch-check=%(objectname)'],
    stdin: oids.map((oid) => `${oid}\n`).join(''),
  });
  // "<oid>" or "<oid> missing"
  const lines = stdout.toString('latin1').split('\n');
  return new Set(lines.flatMap((line) => (line.endsWith(' missing') ? [line.slice(0, -8)] : [])));
}

export function splitNul(bytes: Buffer): Buffer[] {
  const fields: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
    fields.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return fields;
}
