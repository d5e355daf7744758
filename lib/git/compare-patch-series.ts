// How the commits of one patch series became those of the next, as `git range-diff` pairs them.
import type { PatchFlow } from '#lib/domain/transition.ts';
import { runGit, type GitRepository } from './run-git.ts';

export interface CommitRange {
  readonly base: string;
  readonly head: string;
}

/** `git range-diff -s one.base..one.head other.base..other.head` with git's own creation factor. Throws GitError. */
export async function comparePatchSeries(
  repository: GitRepository,
  one: CommitRange,
  other: CommitRange,
  limits: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Promise<PatchFlow> {
  // range-diff takes "a..a" for no range at all.
  if (one.base === one.head) {
    return { same: 0, changed: 0, dropped: 0, new: await countSeries(repository, other) };
  }
  if (other.base === other.head) {
    return { same: 0, changed: 0, dropped: await countSeries(repository, one), new: 0 };
  }
  const { stdout } = await runGit(repository, {
    ...limits,
    // Notes would be compared as part of a commit.
    args: ['range-diff', '-s', '--no-color', '--no-notes', rangeOf(one), rangeOf(other)],
  });
  return countPairs(stdout.toString('utf8'));
}

/** Commits that range-diff would look at. */
async function countSeries(repository: GitRepository, range: CommitRange): Promise<number> {
  if (range.base === range.head) return 0;
  const { stdout } = await runGit(repository, {
    args: ['rev-list', '--count', '--no-merges', '--end-of-options', rangeOf(range)],
  });
  return Number(stdout.toString('latin1'));
}

function rangeOf({ base, head }: CommitRange): string {
  return `${base}..${head}`;
}

const SIGNS: Readonly<Record<string, keyof PatchFlow>> = {
  '=': 'same',
  '!': 'changed',
  '<': 'dropped',
  '>': 'new',
};

/**
 * A line for each pair:
 *   1:  1670f950ab !   1:  07f3a8d975 subject
 *   4:  4e29ac0dcb <   -:  ---------- subject
 */
function countPairs(text: string): PatchFlow {
  const flow = { same: 0, changed: 0, dropped: 0, new: 0 };
  for (const [, sign = ''] of text.matchAll(/^ *(?:-|\d+): +\S+ ([=!<>]) +(?:-|\d+): +\S+/gm)) {
    const count = SIGNS[sign];
    if (count) flow[count] += 1;
  }
  return flow;
}
