// Finds the upstream commit whose whole rehearsal has a path in conflict while its parent's has not.
import { listFirstParents, type LineOfCommits } from '#lib/git/list-first-parents.ts';
import { createMergeRehearser, type RunLimits } from '#lib/git/rehearse-merge.ts';
import type { GitRepository } from '#lib/git/run-git.ts';
import { withTemporaryObjects } from '#lib/git/temporary-objects.ts';
import { createConflictReader } from './conflict-reader.ts';
import type { RehearsalInstruments } from './rehearsal-instruments.ts';
import type { RebaseCommits } from './rehearse.ts';

export interface RehearsalSearch {
  readonly from: RebaseCommits;
  readonly target: string;
  readonly paths: readonly string[];
  readonly limits?: RunLimits;
}

/**
 * By path; null where no such commit was found. It costs a rehearsal for each halving of upstream's history, so it is for
 * what a path's own history does not explain, such as a directory that upstream renamed. Throws GitError.
 */
export async function findByRehearsal(
  { repository, objects }: RehearsalInstruments,
  { from, target, paths, limits }: RehearsalSearch,
): Promise<ReadonlyMap<string, string | null>> {
  const found = new Map<string, string | null>();
  if (paths.length === 0) return found;
  return await withTemporaryObjects(repository, async (scratch) => {
    const conflictsAt = createConflictReader(createMergeRehearser(scratch, objects, limits), from);
    for (const path of paths) {
      const isInConflict = async (sha: string): Promise<boolean> =>
        (await conflictsAt(sha)).has(path);
      found.set(path, await searchLine(repository, { isInConflict, from: from.base, to: target }));
    }
    return found;
  });
}

interface Search {
  readonly isInConflict: (sha: string) => Promise<boolean>;
  readonly from: string;
  readonly to: string;
}

/** Along first parents, which is how upstream's branches grew; then into the branch that the commit found has merged. */
async function searchLine(
  repository: GitRepository,
  { isInConflict, from, to }: Search,
): Promise<string | null> {
  let found: string | null = null;
  let range = { from, to };
  for (;;) {
    const line = await listFirstParents(repository, range.from, range.to);
    const next = await findStart(line, isInConflict);
    if (next === null) return found;
    found = next.sha;
    const [mainline, merged] = next.parents;
    if (mainline === undefined || merged === undefined) return found;
    range = { from: mainline, to: merged };
  }
}

/**
 * A commit in conflict whose parent is not. Where the line already begins in conflict, it is looked for backwards from the
 * end in growing steps, so that it is the last such commit rather than any.
 */
async function findStart(
  { commits, parent }: LineOfCommits,
  isInConflict: (sha: string) => Promise<boolean>,
): Promise<LineOfCommits['commits'][number] | null> {
  const last = commits.length - 1;
  const target = commits[last];
  if (!target || !(await isInConflict(target.sha))) return null;
  // Positions in the line; −1 is the commit it grew from.
  const shaAt = (position: number): string | null => commits[position]?.sha ?? parent;
  const isBad = async (position: number): Promise<boolean> => {
    const sha = shaAt(position);
    return sha !== null && (await isInConflict(sha));
  };
  let bad = last;
  let good = -1;
  if (await isBad(good)) {
    let step = 1;
    good = last - step;
    while (good >= 0 && (await isBad(good))) {
      bad = good;
      step *= 2;
      good = last - step;
    }
    if (good < 0) return null;
  }
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (await isBad(middle)) bad = middle;
    else good = middle;
  }
  return commits[bad] ?? null;
}
