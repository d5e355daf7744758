// Lists the files of a tree with their sizes, and says which of them the mirror lacks.
import { pathText } from './path-text.ts';
import { runGit, type GitRepository } from './run-git.ts';
import { splitNul } from './split-nul.ts';

export interface TreeFile {
  readonly path: string;
  readonly pathBytes: Buffer;
  readonly mode: string;
  readonly oid: string;
  /** Null: the mirror lacks the blob, or it is a submodule. */
  readonly sizeBytes: number | null;
}

/**
 * Every file of the tree, in git's order. Throws GitError.
 * `ls-tree -l` prints, NUL-terminated: "100644 blob <oid>    1234\tsrc/a.go"; a size of BAD stands for a missing blob.
 */
export async function listTree(
  repository: GitRepository,
  treeish: string,
): Promise<readonly TreeFile[]> {
  return parseEntries(await readEntries(repository, treeish));
}

/** Paths of the tree whose blob is not in the mirror, without keeping the others in memory. Throws GitError. */
export async function listPathsWithoutBlob(
  repository: GitRepository,
  treeish: string,
): Promise<Buffer[]> {
  const entries = await readEntries(repository, treeish);
  return entries.includes(' BAD\t') ? pathsWithoutBlob(parseEntries(entries)) : [];
}

async function readEntries(repository: GitRepository, treeish: string): Promise<Buffer> {
  const { stdout } = await runGit(repository, {
    args: ['ls-tree', '-r', '-l', '-z', '--full-tree', '--end-of-options', treeish],
  });
  return stdout;
}

function parseEntries(entries: Buffer): TreeFile[] {
  return splitNul(entries).map((entry) => {
    const tab = entry.indexOf(0x09);
    const [mode = '', , oid = '', size = ''] = entry.toString('latin1', 0, tab).split(/ +/);
    const sizeBytes = /^\d+$/.test(size) ? Number(size) : null;
    const pathBytes = entry.subarray(tab + 1);
    return { path: pathText(pathBytes), pathBytes, mode, oid, sizeBytes };
  });
}

/** Paths whose blob is not in the mirror; submodules have none to begin with. */
export function pathsWithoutBlob(files: readonly TreeFile[]): Buffer[] {
  return files.flatMap(({ pathBytes, mode, sizeBytes }) =>
    sizeBytes === null && mode !== '160000' ? [Buffer.from(pathBytes)] : [],
  );
}
