// Lets git compare trees without some of their files: exactly those, whatever their names are.
import { join } from 'node:path';
import { pathText } from './path-text.ts';
import { runGit, type GitRepository } from './run-git.ts';
import { withTemporaryObjects } from './temporary-objects.ts';

export interface TreesToNarrow {
  readonly trees: readonly string[];
  /** Files to leave out of all of them. */
  readonly leftOut: readonly Buffer[];
  /** Other paths that the comparison is about. */
  readonly others: readonly Buffer[];
}

export interface NarrowedTrees {
  readonly repository: GitRepository;
  /** In the order asked for. */
  readonly trees: readonly string[];
  /** To be put behind the trees; if there are any, the run needs `magicPathspecs`. */
  readonly pathspecs: readonly string[];
}

/**
 * Calls `compare` with what to compare instead. By pathspec where a pathspec can say it; else by trees made for it, which are
 * gone when `compare` has ended. The repository is not written to. Throws GitError, and what `compare` throws.
 */
export async function withNarrowedTrees<T>(
  repository: GitRepository,
  { trees, leftOut, others }: TreesToNarrow,
  compare: (narrowed: NarrowedTrees) => Promise<T>,
): Promise<T> {
  if (leftOut.length === 0) return await compare({ repository, trees, pathspecs: [] });
  if (canBePathspecs(leftOut, others)) {
    const excluded = leftOut.map((path) => `:(exclude,literal)${path.toString()}`);
    return await compare({ repository, trees, pathspecs: ['--', '.', ...excluded] });
  }
  return await withTemporaryObjects(repository, async (scratch) => {
    const narrowed: string[] = [];
    for (const tree of trees) narrowed.push(await writeWithout(scratch, tree, leftOut));
    return await compare({ repository: scratch, trees: narrowed, pathspecs: [] });
  });
}

/** Room in an argument list (128 KiB an argument, some megabytes in all on Linux). */
const MAX_PATHSPEC_BYTES = 64 * 1024;

/**
 * Node hands over arguments as UTF-8 only. A pathspec also takes all that is below it: a file must not be left out by one
 * where the other tree has a folder of its name.
 */
function canBePathspecs(leftOut: readonly Buffer[], others: readonly Buffer[]): boolean {
  const bytes = leftOut.reduce((sum, path) => sum + path.length, 0);
  if (bytes > MAX_PATHSPEC_BYTES) return false;
  if (leftOut.some((path) => !Buffer.from(pathText(path)).equals(path))) return false;
  const names = new Set(leftOut.map((path) => path.toString('latin1')));
  return !others.some((path) => folders(path).some((folder) => names.has(folder)));
}

/** "src/net/http" and "src/net" and "src" of "src/net/http/a.go", a character for each byte. */
export function folders(path: Buffer): string[] {
  const text = path.toString('latin1');
  const found: string[] = [];
  for (let end = text.lastIndexOf('/'); end > 0; end = text.lastIndexOf('/', end - 1)) {
    found.push(text.slice(0, end));
  }
  return found;
}

const NO_OID = '0'.repeat(40);

async function writeWithout(
  scratch: GitRepository,
  tree: string,
  paths: readonly Buffer[],
): Promise<string> {
  const { temporaryObjectDir } = scratch;
  if (temporaryObjectDir === undefined) throw new Error('The new trees would stay.');
  const indexFile = join(temporaryObjectDir, 'index');
  await runGit(scratch, { args: ['read-tree', '--end-of-options', tree], indexFile });
  // Mode 0 takes a path out of the index.
  const removals = paths.map((path) =>
    Buffer.concat([Buffer.from(`0 ${NO_OID}\t`), path, Buffer.of(0)]),
  );
  await runGit(scratch, {
    args: ['update-index', '-z', '--index-info'],
    indexFile,
    stdin: Buffer.concat(removals),
  });
  const { stdout } = await runGit(scratch, { args: ['write-tree', '--missing-ok'], indexFile });
  return stdout.toString('latin1').trim();
}
