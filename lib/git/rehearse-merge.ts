// Merges three trees in memory: the repository is not touched, and git failing is never mistaken for a conflict.
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitError } from './git-error.ts';
import { readMergeAnswer, type MergeAnswer, type MergeLabels } from './merge-tree-answer.ts';
import { runGit, type GitRepository } from './run-git.ts';

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
 * of the first (git before 2.40 has no `--merge-base`). `scratch` must keep its new objects apart, see withTemporaryObjects.
 */
export function createMergeRehearser(
  scratch: GitRepository,
  limits: RunLimits = {},
): MergeRehearser {
  if (scratch.temporaryObjectDir === undefined) {
    throw new Error('A rehearsal writes objects, so it needs a temporary folder for them.');
  }
  const trees = new Map<string, string>();

  return {
    rehearse: async ({ base, ours, theirs }) => {
      const names = [...new Set([base, ours, theirs])].filter((name) => !trees.has(name));
      for (const [name, tree] of await findTrees(scratch, names, limits)) trees.set(name, tree);
      const sides = {
        base: known(trees, base),
        ours: known(trees, ours),
        theirs: known(trees, theirs),
      };
      const labels = await writeCommits(scratch, limits, sides);
      return await mergeCommits(scratch, limits, labels, sides.ours);
    },
  };
}

/** The tree of each commit; a tree is its own. Throws GitError when git has none of that name. */
async function findTrees(
  repository: GitRepository,
  names: readonly string[],
  limits: RunLimits,
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const args = ['cat-file', '--batch-check=%(objectname) %(objecttype)'];
  const stdin = names.map((name) => `${name}^{tree}\n`).join('');
  const { stdout } = await runGit(repository, { ...limits, args, stdin });
  const lines = stdout.toString('latin1').split('\n');
  return new Map(
    names.map((name, index) => {
      const tree = /^([0-9a-f]{40,64}) tree$/.exec(lines[index] ?? '')?.[1];
      if (tree !== undefined) return [name, tree];
      const sentence = `The mirror does not hold the tree of ${name}.`;
      const failure = { failureKind: 'missing-object', args, exitCode: 0, stderr: '' } as const;
      throw new GitError({ ...failure, sentence });
    }),
  );
}

function known(trees: ReadonlyMap<string, string>, name: string): string {
  const tree = trees.get(name);
  if (tree === undefined) throw new Error(`The tree of ${name} was not looked up.`);
  return tree;
}

/**
 * All three commits in one run of git, which is told files to read and answers with a name for each. The children must name
 * their parent before git has, so its name is worked out here and compared with git's.
 */
async function writeCommits(
  scratch: GitRepository,
  limits: RunLimits,
  trees: MergeSides,
): Promise<MergeLabels> {
  const base = commitText('base', trees.base);
  const parent = objectName('commit', base, trees.base.length);
  const texts = [
    base,
    commitText('ours', trees.ours, parent),
    commitText('theirs', trees.theirs, parent),
  ];
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-commits-'));
  try {
    const paths = texts.map((_, index) => join(folder, String(index)));
    await Promise.all(texts.map((text, index) => writeFile(paths[index] ?? '', text)));
    const { stdout } = await runGit(scratch, {
      ...limits,
      args: ['hash-object', '-t', 'commit', '-w', '--no-filters', '--stdin-paths'],
      stdin: paths.map((path) => `${path}\n`).join(''),
    });
    const [written, ours = '', theirs = ''] = stdout.toString('latin1').split('\n');
    if (written !== parent) throw new Error(`git named the commit ${parent} ${written}.`);
    return { ours, theirs };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage */
function objectName(type: string, content: string, digits: number): string {
  return createHash(digits === 64 ? 'sha256' : 'sha1')
    .update(`${type} ${Buffer.byteLength(content)}\0${content}`)
    .digest('hex');
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
function commitText(subject: string, tree: string, parent?: string): string {
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
