// Measures two commits of a test repository as a job would, with instruments of its own.
import { createCopyOrigins } from '#lib/diff/copy-origins.ts';
import { measurePatch, type PatchQuestion } from '#lib/diff/measure-patch.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { openObjectReader } from '#lib/git/object-reader.ts';
import type { GitRepository } from '#lib/git/run-git.ts';

export interface CommitsToMeasure {
  readonly base: string;
  readonly head: string;
  /** First release of the line before. */
  readonly earlier?: string;
}

/** The port is tamago's: GOOS=tamago. */
export async function measureCommits(
  repository: GitRepository,
  { base, head, earlier }: CommitsToMeasure,
  changes: Partial<Pick<PatchQuestion, 'platforms' | 'subsystemRules'>> = {},
): Promise<Measurement> {
  const objects = openObjectReader(repository);
  try {
    return await measurePatch(
      { repository, objects, copyOrigins: createCopyOrigins(repository) },
      {
        base: { release: 'go1.14', sha: base },
        head,
        previousLine: earlier === undefined ? null : { release: 'go1.13', sha: earlier },
        platforms: { goos: ['tamago'], goarch: [] },
        subsystemRules: [],
        ...changes,
      },
    );
  } finally {
    objects.close();
  }
}
