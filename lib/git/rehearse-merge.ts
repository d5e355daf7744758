// Merges three trees in memory: the repository is not touched, and git failing is never mistaken for a conflict.
import { GitError } from './git-error.ts';
import { readMergeAnswer, type MergeAnswer, type MergeLabels } from './merge-tree-answer.ts';
import type { ObjectReader } from './object-reader.ts';
import { runGit, type GitRepository } from './run-git.ts';
import { writeLooseObject } from './write-loose-object.ts';

export interface MergeSides {
  /** Common parent. Each side is any commit or tree. */
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

export interface RehearsedMerge extends MergeAnswer {
  readonly outcome: 'clean' | 'conflict';
  /** Names of the two sides in the conflict markers of the merged tree. */
  readonly labels: MergeLabels;
  /** The tree that was merged into, to compare with. */
  readonly oursTree: string;
}

export interface RunLimits {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface MergeRehearser {
  /**
   * The merge of `theirs` into `ours`. Same trees, same answer, down to the names in the conflict markers. Throws GitError,
   * also when an object is missing; then nothing is known about the merge.
   */
  readonly rehearse: (sides: MergeSides) => Promise<RehearsedMerge>;
}

/**
 * `git merge-tree` finds the common parent in the history, so each tree is put into a commit of its own, two of them children
 * of the first (git before 2.40 has no `--merge-base`). `scratch` must keep its new objects apart, see withTemporaryObjects;
 * `objects` reads the repository.
 */
export function createMergeRehearser(
  scratch: GitRepository,
  objects: Pick<ObjectReader, 'read'>,
  limits: RunLimits = {},
): MergeRehearser {
  const { temporaryObjectDir } = scratch;
  if (temporaryObjectDir === undefined) {
    throw new Error('A rehearsal writes objects, so it needs a temporary folder for them.');
  }
  const trees = new Map<string, string>();
  const treeOf = async (name: string): Promise<string> => {
    const tree = trees.get(name) ?? (await readTreeName(objects, name));
    trees.set(name, tree);
    return tree;
  };
  const writeCommit = (subject: string, tree: string, parent?: string): Promise<string> =>
    writeLooseObject(temporaryObjectDir, {
      type: 'commit',
      content: Buffer.from(commitText(subject, tree, parent)),
      nameDigits: tree.length,
    });

  return {
    rehearse: async (sides) => {
      const parent = await writeCommit('base', await treeOf(sides.base));
      const oursTree = await treeOf(sides.ours);
      const labels = {
        ours: await writeCommit('ours', oursTree, parent),
        theirs: await writeCommit('theirs', await treeOf(sides.theirs), parent),
      };
      return await mergeCommits(scratch, limits, labels, oursTree);
    },
  };
}

/** The tree of a commit; a tree is its own. Throws GitError when git has none of that name. */
async function readTreeName(objects: Pick<ObjectReader, 'read'>, name: string): Promise<string> {
  const tree = await objects.read(`${name}^{tree}`);
  if (tree?.type === 'tree') return tree.oid;
  throw new GitError({
    failureKind: 'missing-object',
    args: ['cat-file', '--batch'],
    exitCode: 0,
    stderr: '',
    sentence: `The mirror does not hold the tree of ${name}.`,
  });
}

/** Exit 0 is clean, 1 a conflict; of anything else, and of any other answer, nothing is believed. */
async function mergeCommits(
  scratch: GitRepository,
  limits: RunLimits,
  labels: MergeLabels,
  oursTree: string,
): Promise<RehearsedMerge> {
  const args = ['merge-tree', '--write-tree', '-z', labels.ours, labels.theirs];
  const { stdout, exitCode, stderr } = await runGit(scratch, {
    ...limits,
    args,
    expectedExitCodes: [0, 1],
  });
  const answer = readMergeAnswer(stdout, labels);
  const isConflict = exitCode === 1;
  // Each conflict has its stages or its message; a clean merge has neither.
  if (!answer || isConflict === (answer.conflicts.length + answer.unplaced.length === 0)) {
    const sentence = `git merge-tree ended with ${exitCode}, but its answer does not say so.`;
    throw new GitError({ failureKind: 'failed', args, exitCode, stderr, sentence });
  }
  return { ...answer, outcome: isConflict ? 'conflict' : 'clean', labels, oursTree };
}

/** A fixed identity and date, so that the same trees give the same commits everywhere. */
function commitText(subject: string, tree: string, parent: string | undefined): string {
  const person = 'Tidemark <rehearsal@tidemark.invalid> 946684800 +0000';
  return [
    `tree ${tree}`,
    ...(parent === undefined ? [] : [`parent ${parent}`]),
    `author ${person}`,
    `committer ${person}`,
    '',
    `${subject}\n`,
  ].join('\n');
}
