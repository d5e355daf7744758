// Does with plain git what the product did, in the same run; the two must agree.
import type { MeasuredHistory } from './measure-whole-history.ts';
import { measurePlainly } from './measure-plainly.ts';
import type { PlainRepository } from './run-plain-git.ts';

export interface MeasuringComparison {
  readonly rebases: number;
  /** Measured and stored by the product. */
  readonly productMs: number;
  /** The same numbers by plain git, one command after another. */
  readonly plainGitMs: number;
  readonly ratio: number;
  /** Largest resident memory of the measuring process. */
  readonly rssMegabytes: number;
  /** Sentences: where the two differ. */
  readonly differences: readonly string[];
}

export async function compareMeasuring(
  repository: PlainRepository,
  measured: MeasuredHistory,
): Promise<MeasuringComparison> {
  const { elapsedMs: productMs, rssBytes, rebases } = measured;
  const differences: string[] = [];
  let plainGitMs = 0;
  for (const rebase of rebases) {
    const plain = await measurePlainly(repository, rebase);
    plainGitMs += plain.elapsedMs;
    if (plain.shortstat !== rebase.shortstat) {
      differences.push(
        `${rebase.release}: git says "${plain.shortstat}", we say "${rebase.shortstat}".`,
      );
    }
    for (const path of rebase.added) {
      const [theirs, ours] = [plain.copies.get(path) ?? null, rebase.copies.get(path) ?? null];
      if (theirs !== ours)
        differences.push(
          `${rebase.release} ${path}: git takes it from ${theirs}, we from ${ours}.`,
        );
    }
  }
  return {
    rebases: rebases.length,
    productMs: Math.round(productMs),
    plainGitMs: Math.round(plainGitMs),
    ratio: Math.round((productMs / plainGitMs) * 1000) / 1000,
    rssMegabytes: Math.round(rssBytes / 1e6),
    differences,
  };
}
