// Counts how much upstream changed, between two bases, in the files that the port also changes.
import { classifySubsystem, type SubsystemRule } from '#lib/domain/subsystem.ts';
import { sumPressure } from '#lib/domain/sum-transition.ts';
import type { Pressure, PressurePath } from '#lib/domain/transition.ts';
import { countLines } from '#lib/git/count-lines.ts';
import type { ChangedPath } from '#lib/git/list-changed-paths.ts';
import { countCommitsTouching, matchesPathspec, type PathHistory } from '#lib/git/read-history.ts';
import type { GitRepository } from '#lib/git/run-git.ts';
import { unmeasuredLines } from './unmeasured-lines.ts';

export interface PressureQuestion {
  /** Old paths of the first rebase's touch surface. */
  readonly touchPaths: readonly string[];
  /** What `listChangedPaths` says of the two bases. */
  readonly upstreamChanges: readonly ChangedPath[];
  /** Between the two bases. */
  readonly history: PathHistory;
  readonly subsystemRules: readonly SubsystemRule[];
}

export interface MeasuredPressure {
  readonly pressure: Pressure;
  readonly pressurePaths: readonly PressurePath[];
}

/** /method#pressure. Writes to `scratch`, see withTemporaryObjects. Throws GitError. */
export async function measurePressure(
  scratch: GitRepository,
  { touchPaths, upstreamChanges, history, subsystemRules }: PressureQuestion,
): Promise<MeasuredPressure> {
  const touched = new Set(touchPaths);
  const changes = upstreamChanges.filter(({ path }) => matchesPathspec(path, touched));
  const lines = await countLines(scratch, changes);
  const commits = countCommitsTouching(history, touched);
  const pressurePaths = changes.map(({ path }, index) => {
    const counted = lines[index];
    if (!counted) throw new Error('Each path has its lines.');
    const subsystem = classifySubsystem(path, subsystemRules);
    if (counted.kind === 'missing') return { path, subsystem, ...unmeasuredLines(counted.oid) };
    const { insertions, deletions } = counted;
    return { path, subsystem, insertions, deletions, unmeasuredReason: null };
  });
  return { pressure: { ...sumPressure(pressurePaths), commits }, pressurePaths };
}
