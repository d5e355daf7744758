// Finds what each added file of a patch was copied from, asking git about an earlier line's tree once for each distinct file.
import type { CopiedFrom } from '#lib/domain/measurement.ts';
import {
  detectCopies,
  detectCopiesInto,
  type AddedFile,
  type DetectedCopies,
  type DetectedCopy,
} from '#lib/git/detect-copies.ts';
import {
  listPathsWithoutBlob,
  listTree,
  pathsWithoutBlob,
  type TreeFile,
} from '#lib/git/list-tree.ts';
import { folders } from '#lib/git/narrow-trees.ts';
import type { GitRepository } from '#lib/git/run-git.ts';
import type { TreeChange } from '#lib/git/tree-diff-reader.ts';

/** A release's name, as upstream spells its tag, and its commit. */
export interface ReleaseTree {
  readonly release: string;
  readonly sha: string;
}

export interface CopyQuestion {
  readonly base: ReleaseTree;
  readonly head: string;
  /** First release of the line before the base's. Null: upstream has none. */
  readonly previousLine: ReleaseTree | null;
  readonly changes: readonly TreeChange[];
  /** Paths that git cannot read on either side. */
  readonly unreadablePaths: readonly Buffer[];
}

export interface CopyOrigins {
  /** By path of the added file. A file that git takes for new is not in it. Throws GitError. */
  readonly find: (question: CopyQuestion) => Promise<ReadonlyMap<string, CopiedFrom>>;
}

/**
 * /method#copied: git's choice between base and head; where there is none, between the first release of the line
 * before and that tree plus the files still unmatched. The second answer depends on the earlier tree and the file alone
 * (see detectCopiesInto), so one instance, used for a whole line of releases, remembers it.
 */
export function createCopyOrigins(repository: GitRepository): CopyOrigins {
  const shapes = new Map<string, Promise<TreeShape>>();
  const remembered = new Map<string, DetectedCopy | null>();

  const shapeOf = async (tree: string): Promise<TreeShape> => {
    const shape = shapes.get(tree) ?? listTree(repository, tree).then(treeShape);
    shapes.set(tree, shape);
    try {
      return await shape;
    } catch (error) {
      // A failure is not an answer: whoever asks next may have more luck.
      shapes.delete(tree);
      throw error;
    }
  };

  const findInEarlierTree = async (
    tree: string,
    added: readonly AddedFile[],
  ): Promise<DetectedCopies> => {
    const keyOf = ({ mode, oid, path }: AddedFile): string => `${tree} ${mode} ${oid} ${path}`;
    const shape = await shapeOf(tree);
    const leftOut = shape.unreadable;
    if (added.some((file) => displaces(file, shape))) {
      return await detectCopiesInto(repository, { tree, added, leftOut });
    }
    const asked = added.filter((file) => !remembered.has(keyOf(file)));
    const found = await detectCopiesInto(repository, { tree, added: asked, leftOut });
    for (const file of asked) remembered.set(keyOf(file), found.get(file.path) ?? null);
    return new Map(
      added.flatMap((file) => {
        const copy = remembered.get(keyOf(file));
        return copy ? [[file.path, copy] as const] : [];
      }),
    );
  };

  return {
    find: async ({ base, head, previousLine, changes, unreadablePaths }) => {
      const added = changes.filter(({ status }) => status === 'A').map(addedFile);
      if (added.length === 0) return new Map();
      const missingAtBase = await listPathsWithoutBlob(repository, base.sha);
      const leftOut = distinct([...missingAtBase, ...unreadablePaths]);
      const changed = changes.flatMap(({ pathBytes, previousBytes }) =>
        previousBytes ? [previousBytes, pathBytes] : [pathBytes],
      );
      const copies = await detectCopies(repository, { base: base.sha, head, leftOut, changed });
      const origins = new Map<string, CopiedFrom>();
      record(origins, copies, added, base.release);
      if (previousLine) {
        const unmatched = added.filter(({ path }) => !origins.has(path));
        const earlier = await findInEarlierTree(previousLine.sha, unmatched);
        record(origins, earlier, unmatched, previousLine.release);
      }
      return origins;
    },
  };
}

interface TreeShape {
  readonly unreadable: readonly Buffer[];
  /** A character for each byte; so are the folders. */
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

function treeShape(files: readonly TreeFile[]): TreeShape {
  const paths = files.map(({ pathBytes }) => pathBytes);
  return {
    unreadable: pathsWithoutBlob(files),
    files: new Set(paths.map((path) => path.toString('latin1'))),
    folders: new Set(paths.flatMap(folders)),
  };
}

/** Whether a file or folder of the tree must go for this file to be there. */
function displaces({ pathBytes }: AddedFile, shape: TreeShape): boolean {
  return (
    shape.folders.has(pathBytes.toString('latin1')) ||
    folders(pathBytes).some((folder) => shape.files.has(folder))
  );
}

function distinct(paths: readonly Buffer[]): Buffer[] {
  return [...new Map(paths.map((path) => [path.toString('latin1'), path])).values()];
}

function addedFile({ newMode, newOid, path, pathBytes }: TreeChange): AddedFile {
  return { mode: newMode, oid: newOid, path, pathBytes };
}

function record(
  origins: Map<string, CopiedFrom>,
  copies: DetectedCopies,
  added: readonly AddedFile[],
  release: string,
): void {
  for (const { path } of added) {
    const copy = copies.get(path);
    if (copy) origins.set(path, { path: copy.fromPath, release, similarity: copy.similarity });
  }
}
