// Rehearses a rebase onto another upstream commit: what would conflict, of which type, and in how many places.
import { classifyConflict } from '#lib/domain/conflict-type.ts';
import { classifySubsystem, type SubsystemRule } from '#lib/domain/subsystem.ts';
import type { RehearsalMeasurement, RehearsedConflict } from '#lib/domain/transition.ts';
import { countConflictRegions } from '#lib/git/count-conflict-regions.ts';
import type { MergeConflict } from '#lib/git/merge-tree-answer.ts';
import {
  createMergeRehearser,
  type MergeRehearser,
  type RehearsedMerge,
  type RunLimits,
} from '#lib/git/rehearse-merge.ts';
import type { GitRepository } from '#lib/git/run-git.ts';
import { withTemporaryObjects } from '#lib/git/temporary-objects.ts';
import type { RehearsalInstruments } from './rehearsal-instruments.ts';

export type { RehearsalInstruments } from './rehearsal-instruments.ts';

/** A port as published for one release. */
export interface RebaseCommits {
  readonly base: string;
  readonly head: string;
}

export interface RehearsalQuestion {
  readonly from: RebaseCommits;
  /** Upstream's commit that it is merged onto. */
  readonly target: string;
  readonly subsystemRules: readonly SubsystemRule[];
  readonly limits?: RunLimits;
}

/**
 * /method#rehearsal. Deterministic for one version of git; the repository is only read. Throws GitError, and then nothing
 * is known: neither clean nor conflict.
 */
export async function rehearse(
  { repository, objects }: RehearsalInstruments,
  { from, target, subsystemRules, limits }: RehearsalQuestion,
): Promise<RehearsalMeasurement> {
  return await withTemporaryObjects(repository, async (scratch) => {
    const rehearser = createMergeRehearser(scratch, objects, limits);
    const merge = await mergeOnto(rehearser, from, target);
    return await describeMerge(scratch, merge, subsystemRules);
  });
}

/** Common parent is the rebase's base, ours the target, theirs the port. */
export function mergeOnto(
  rehearser: MergeRehearser,
  { base, head }: RebaseCommits,
  target: string,
): Promise<RehearsedMerge> {
  return rehearser.rehearse({ base, ours: target, theirs: head });
}

/** `scratch` must still hold the merge's objects. Throws GitError. */
export async function describeMerge(
  scratch: GitRepository,
  merge: RehearsedMerge,
  subsystemRules: readonly SubsystemRule[],
): Promise<RehearsalMeasurement> {
  const regions = await countConflictRegions(scratch, merge);
  return {
    outcome: merge.outcome,
    conflicts: merge.conflicts.map((conflict) => ({
      ...describeConflict(conflict),
      subsystem: classifySubsystem(conflict.path, subsystemRules),
      hunks: regions.get(conflict.path) ?? null,
    })),
    unplaced: merge.unplaced,
  };
}

function describeConflict({
  path,
  gitTypes,
  stages,
}: MergeConflict): Pick<RehearsedConflict, 'path' | 'gitTypes' | 'type' | 'versions'> {
  const versions = { base: stages.base, upstream: stages.ours, port: stages.theirs };
  return { path, gitTypes, type: classifyConflict(gitTypes, versions), versions };
}
