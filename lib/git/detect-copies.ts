// Asks git which file of a tree an added file was copied from; git's own choice, never ours.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withNarrowedTrees } from './narrow-trees.ts';
import { pathText } from './path-text.ts';
import { parseRawEntries } from './raw-entry.ts';
import { runGit, type GitRepository } from './run-git.ts';

export interface DetectedCopy {
  readonly fromPath: string;
  /** Per cent, as git prints it after C or R. */
  readonly similarity: number;
}

/** By new path; a file that git takes for new is not in it. */
export type DetectedCopies = ReadonlyMap<string, DetectedCopy>;

export interface AddedFile {
  readonly mode: string;
  readonly oid: string;
  readonly path: string;
  readonly pathBytes: Buffer;
}

const COPY_DETECTION = ['-l0', '-C50%', '--find-copies-harder', '--raw', '-z', '--no-ext-diff'];

/**
 * `git diff -l0 -C50% --find-copies-harder base head`, without the paths of `leftOut`; `changed` are the other paths in which
 * the two differ. Throws GitError.
 */
export async function detectCopies(
  repository: GitRepository,
  question: {
    readonly base: string;
    readonly head: string;
    readonly leftOut: readonly Buffer[];
    readonly changed: readonly Buffer[];
  },
): Promise<DetectedCopies> {
  const { base, head, leftOut, changed: others } = question;
  return await withNarrowedTrees(
    repository,
    { trees: [base, head], leftOut, others },
    async ({ repository: narrowed, trees, pathspecs }) => {
      const { stdout } = await runGit(narrowed, {
        args: ['diff-tree', '-r', ...COPY_DETECTION, '--end-of-options', ...trees, ...pathspecs],
        magicPathspecs: pathspecs.length > 0,
      });
      return readCopies(stdout);
    },
  );
}

/**
 * The same question for a tree and that tree plus `added`: an index stands for the second tree, so nothing is written to the
 * repository. git compares each added file with all of the tree by itself, so asking for some of them at a time gives the
 * same answers as asking for all; only not where an added file takes the place of a folder or has a file of the tree above
 * it, since git then prefers what had to go. Throws GitError.
 */
export async function detectCopiesInto(
  repository: GitRepository,
  question: {
    readonly tree: string;
    readonly added: readonly AddedFile[];
    readonly leftOut: readonly Buffer[];
  },
): Promise<DetectedCopies> {
  const added = question.added.filter(canBeInIndex);
  if (added.length === 0) return new Map();
  const others = added.map(({ pathBytes }) => pathBytes);
  return await withNarrowedTrees(
    repository,
    { trees: [question.tree], leftOut: question.leftOut, others },
    async ({ repository: narrowed, trees, pathspecs }) =>
      await withIndex(narrowed, { trees, added }, async (indexFile) => {
        const { stdout } = await runGit(narrowed, {
          args: [
            'diff-index',
            '--cached',
            ...COPY_DETECTION,
            '--end-of-options',
            ...trees,
            ...pathspecs,
          ],
          indexFile,
          magicPathspecs: pathspecs.length > 0,
        });
        return readCopies(stdout);
      }),
  );
}

async function withIndex(
  repository: GitRepository,
  { trees, added }: { readonly trees: readonly string[]; readonly added: readonly AddedFile[] },
  compare: (indexFile: string) => Promise<DetectedCopies>,
): Promise<DetectedCopies> {
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-index-'));
  const indexFile = join(folder, 'index');
  try {
    await runGit(repository, { args: ['read-tree', '--end-of-options', ...trees], indexFile });
    await runGit(repository, {
      args: ['update-index', '--replace', '-z', '--index-info'],
      indexFile,
      stdin: Buffer.concat(added.map(indexEntry)),
    });
    return await compare(indexFile);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function indexEntry({ mode, oid, pathBytes }: AddedFile): Buffer {
  return Buffer.concat([Buffer.from(`${mode} ${oid}\t`), pathBytes, Buffer.of(0)]);
}

/** git keeps some names out of an index though a tree can hold them: verify_path in its read-cache.c. */
function canBeInIndex({ mode, pathBytes }: AddedFile): boolean {
  const parts = pathBytes.toString('latin1').toLowerCase().split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part === '.git')) {
    return false;
  }
  return mode !== '120000' || parts.at(-1) !== '.gitmodules';
}

function readCopies(stdout: Buffer): DetectedCopies {
  const copies = new Map<string, DetectedCopy>();
  for (const { status, pathBytes, previousBytes } of parseRawEntries(stdout)) {
    if (!previousBytes) continue;
    const similarity = Number(status.slice(1));
    copies.set(pathText(pathBytes), { fromPath: pathText(previousBytes), similarity });
  }
  return copies;
}
