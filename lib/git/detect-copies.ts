// Asks git which file of a tree an added file was copied from; git's own choice, never ours.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { excludePaths, splitNul } from './diff-trees.ts';
import { pathText } from './path-text.ts';
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

/** `git diff -l0 -C50% --find-copies-harder base head`, without the paths of `leftOut`. Throws GitError. */
export async function detectCopies(
  repository: GitRepository,
  { base, head, leftOut }: { base: string; head: string; leftOut: readonly string[] },
): Promise<DetectedCopies> {
  const { stdout } = await runGit(repository, {
    args: [
      'diff-tree',
      '-r',
      ...COPY_DETECTION,
      '--end-of-options',
      base,
      head,
      ...excludePaths(leftOut),
    ],
    magicPathspecs: leftOut.length > 0,
  });
  return readCopies(stdout);
}

/**
 * The same question for a tree and that tree plus `added`: an index stands for the second tree, so nothing is written to the
 * repository. git compares each added file with all of the tree by itself, so asking for some of them at a time gives the
 * same answers as asking for all. Throws GitError.
 */
export async function detectCopiesInto(
  repository: GitRepository,
  {
    tree,
    added,
    leftOut,
  }: { tree: string; added: readonly AddedFile[]; leftOut: readonly string[] },
): Promise<DetectedCopies> {
  if (added.length === 0) return new Map();
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-index-'));
  const indexFile = join(folder, 'index');
  try {
    await runGit(repository, { args: ['read-tree', '--end-of-options', tree], indexFile });
    await runGit(repository, {
      args: ['update-index', '--replace', '-z', '--index-info'],
      indexFile,
      stdin: Buffer.concat(added.map(indexEntry)),
    });
    const { stdout } = await runGit(repository, {
      args: [
        'diff-index',
        '--cached',
        ...COPY_DETECTION,
        '--end-of-options',
        tree,
        ...excludePaths(leftOut),
      ],
      indexFile,
      magicPathspecs: leftOut.length > 0,
    });
    return readCopies(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function indexEntry({ mode, oid, pathBytes }: AddedFile): Buffer {
  return Buffer.concat([Buffer.from(`${mode} ${oid}\t`), pathBytes, Buffer.of(0)]);
}

/** ":<modes> <oids> C087 NUL src/old.go NUL src/new.go NUL", or with A, D, M, T and one path. */
function readCopies(stdout: Buffer): DetectedCopies {
  const copies = new Map<string, DetectedCopy>();
  const fields = splitNul(stdout);
  for (let index = 0; index < fields.length;) {
    const status = fields[index]?.toString('latin1').split(' ')[4] ?? '';
    const [first, second] = [fields[index + 1], fields[index + 2]];
    if (!/^[RC]/.test(status)) {
      index += 2;
      continue;
    }
    if (first && second) {
      copies.set(pathText(second), {
        fromPath: pathText(first),
        similarity: Number(status.slice(1)),
      });
    }
    index += 3;
  }
  return copies;
}
