// Does with plain git, in the same run, what the product did to rehearse a whole history; the two must agree.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findCulpritsPlainly } from './find-culprits-plainly.ts';
import { rehearsePlainly } from './rehearse-plainly.ts';
import type { RehearsedHistory } from './rehearse-whole-history.ts';
import { createPlainGit, type PlainGit, type PlainRepository } from './run-plain-git.ts';

export interface RehearsingComparison {
  readonly transitions: number;
  /** Merges, hand work, pressure and flow by the product, stored. */
  readonly productMs: number;
  /** merge-tree, the tree diff and range-diff by plain git, one command after another. */
  readonly plainGitMs: number;
  readonly ratio: number;
  readonly conflicts: number;
  readonly culprits: {
    readonly found: number;
    /** Found by the commits that name the path; of these, confirmed by whole rehearsals. */
    readonly byPath: number;
    readonly confirmedByPath: number;
    readonly productMs: number;
    /** The same by a plain script. */
    readonly plainMs: number;
    readonly ratio: number;
  };
  /** Forecasts and backtests, and the confirmation of culprits. */
  readonly targetsMs: number;
  readonly confirmingMs: number;
  /** Largest resident memory of the rehearsing process. */
  readonly rssMegabytes: number;
  /** Sentences: where the two differ. */
  readonly differences: readonly string[];
}

export async function compareRehearsing(
  repository: PlainRepository,
  rehearsed: RehearsedHistory,
): Promise<RehearsingComparison> {
  const objectDir = await mkdtemp(join(tmpdir(), 'tidemark-bench-'));
  try {
    const git = createPlainGit(
      { ...repository, objectDir },
      { GIT_ALTERNATE_OBJECT_DIRECTORIES: repository.objectDir },
    );
    return await compareSteps(git, rehearsed);
  } finally {
    await rm(objectDir, { recursive: true, force: true });
  }
}

async function compareSteps(
  git: PlainGit,
  { steps, ...took }: RehearsedHistory,
): Promise<RehearsingComparison> {
  const differences: string[] = [];
  let plainGitMs = 0;
  let plainCulpritsMs = 0;
  for (const step of steps) {
    const plain = await rehearsePlainly(git, step);
    plainGitMs += plain.elapsedMs;
    const paths = step.conflicts.map(({ path }) => path);
    differences.push(
      ...differ(`${step.name}, conflicts`, plain.conflicts.toSorted(), paths.toSorted()),
      ...differ(`${step.name}, lines in clean paths`, plain.cleanLines, step.handClean),
      ...differ(`${step.name}, flow`, plain.flow, step.flow),
    );
    if (paths.length === 0) continue;
    const { elapsedMs, culprits } = await findCulpritsPlainly(git, step, paths);
    plainCulpritsMs += elapsedMs;
    const held = step.conflicts.map(({ path, culprit, foundBy, isMonotonic }) => ({
      path,
      sha: foundBy === 'rehearsal' ? null : culprit,
      isMonotonic,
    }));
    differences.push(...differ(`${step.name}, culprits`, culprits, held));
  }
  const conflicts = steps.flatMap((step) => step.conflicts);
  const byPath = conflicts.filter(({ foundBy }) => foundBy === 'path');
  return {
    transitions: steps.length,
    productMs: Math.round(took.transitionsMs),
    plainGitMs: Math.round(plainGitMs),
    ratio: ratioOf(took.transitionsMs, plainGitMs),
    conflicts: conflicts.length,
    culprits: {
      found: conflicts.filter(({ culprit }) => culprit !== null).length,
      byPath: byPath.length,
      confirmedByPath: byPath.filter(({ isConfirmed }) => isConfirmed === true).length,
      productMs: Math.round(took.culpritsMs),
      plainMs: Math.round(plainCulpritsMs),
      ratio: ratioOf(took.culpritsMs, plainCulpritsMs),
    },
    targetsMs: Math.round(took.targetsMs),
    confirmingMs: Math.round(took.confirmingMs),
    rssMegabytes: Math.round(took.rssBytes / 1e6),
    differences,
  };
}

function differ(what: string, plain: unknown, ours: unknown): string[] {
  const [theirs, own] = [JSON.stringify(plain), JSON.stringify(ours)];
  return theirs === own ? [] : [`${what}: git says ${theirs}, we say ${own}.`];
}

function ratioOf(ms: number, plainMs: number): number {
  return Math.round((ms / plainMs) * 1000) / 1000;
}
