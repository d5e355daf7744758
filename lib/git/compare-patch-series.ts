// How the commits of one patch series became those of the next, as `git range-diff` pairs them.
import type { PatchFlow } from '#lib/domain/transition.ts';
import type { CommitRange, PatchSeriesReader, SeriesCommit } from './read-patch-series.ts';
import { runGit, type GitRepository } from './run-git.ts';

/**
 * `git range-diff -s one.base..one.head other.base..other.head` with git's own creation factor, counted. Most commits of a port
 * are carried on as they are, and range-diff pairs those before all others; where nothing else is left on one of the sides,
 * nothing is left to pair either, and it need not be asked. Throws GitError.
 */
export async function comparePatchSeries(
  {
    repository,
    series,
  }: { readonly repository: GitRepository; readonly series: PatchSeriesReader },
  one: CommitRange,
  other: CommitRange,
  limits: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Promise<PatchFlow> {
  const [before, after] = await Promise.all([series(one, limits), series(other, limits)]);
  const same = findSame(before, after);
  const went = before.filter(({ diff }) => !same.has(diff));
  const came = after.filter(({ diff }) => !same.has(diff));
  if (went.length === 0 || came.length === 0) {
    return { same: same.size, changed: 0, dropped: went.length, new: came.length };
  }
  const { stdout } = await runGit(repository, {
    ...limits,
    // Notes would be compared as part of a commit.
    args: ['range-diff', '-s', '--no-color', '--no-notes', rangeOf(one), rangeOf(other)],
  });
  return countPairs(stdout.toString('utf8'));
}

function rangeOf({ base, head }: CommitRange): string {
  return `${base}..${head}`;
}

/** Diffs of commits that are in both series as they are, and only once in each: range-diff can pair them in no other way. */
function findSame(
  before: readonly SeriesCommit[],
  after: readonly SeriesCommit[],
): ReadonlySet<string> {
  const [one, other] = [findSingle(before), findSingle(after)];
  const same = new Set<string>();
  for (const [diff, patch] of one) if (other.get(diff) === patch) same.add(diff);
  return same;
}

/** By diff, the patch of each commit whose diff no other commit has. */
function findSingle(commits: readonly SeriesCommit[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { diff } of commits) counts.set(diff, (counts.get(diff) ?? 0) + 1);
  return new Map(
    commits.flatMap(({ diff, patch }) => (counts.get(diff) === 1 ? [[diff, patch] as const] : [])),
  );
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
export function countPairs(text: string): PatchFlow {
  const flow = { same: 0, changed: 0, dropped: 0, new: 0 };
  for (const [, sign = ''] of text.matchAll(/^ *(?:-|\d+): +\S+ ([=!<>]) +(?:-|\d+): +\S+/gm)) {
    const count = SIGNS[sign];
    if (count) flow[count] += 1;
  }
  return flow;
}
