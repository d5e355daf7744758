// Measures what it took to get from one rebase to the next: conflicts, hand work, pressure and patch flow; same input, same answer.
import type { SubsystemRule } from '#lib/domain/subsystem.ts';
import { sumHandWork, sumTransitionSubsystems } from '#lib/domain/sum-transition.ts';
import type { RehearsalMeasurement, TransitionMeasurement } from '#lib/domain/transition.ts';
import { createMergeRehearser, type RunLimits } from '#lib/git/rehearse-merge.ts';
import type { GitRepository } from '#lib/git/run-git.ts';
import { withTemporaryObjects } from '#lib/git/temporary-objects.ts';
import { measureFlow, type PatchSeries } from './measure-flow.ts';
import { measureHandWork } from './measure-hand-work.ts';
import { measurePressure } from './measure-pressure.ts';
import type { RehearsalInstruments } from './rehearsal-instruments.ts';
import { describeMerge, mergeOnto } from './rehearse.ts';

export interface TransitionQuestion {
  readonly from: PatchSeries & {
    /** Old paths of its touch surface. */
    readonly touchPaths: readonly string[];
  };
  readonly to: PatchSeries;
  readonly subsystemRules: readonly SubsystemRule[];
  readonly limits?: RunLimits;
  /** Told of the rehearsal as soon as it is made: it is not lost where counting fails after it. */
  readonly onRehearsed?: (rehearsal: RehearsalMeasurement) => void;
}

/**
 * As /method has it: rehearsal of the first rebase onto the second's base, hand work, pressure, flow. The repository is only read.
 * Lines that cannot be counted are null with a reason. Throws GitError for what has no such reason of its own.
 */
export async function measureTransition(
  instruments: RehearsalInstruments,
  question: TransitionQuestion,
): Promise<TransitionMeasurement> {
  // Both end before this does: a failure of one must not leave the other running.
  const [rest, flow] = await Promise.allSettled([
    withTemporaryObjects(instruments.repository, (scratch) =>
      measureMerge(scratch, instruments, question),
    ),
    measureFlow(instruments, question),
  ]);
  if (rest.status === 'rejected') throw rest.reason;
  if (flow.status === 'rejected') throw flow.reason;
  return { ...rest.value, ...flow.value };
}

async function measureMerge(
  scratch: GitRepository,
  { objects, changes, history }: RehearsalInstruments,
  { from, to, subsystemRules, limits, onRehearsed }: TransitionQuestion,
): Promise<Omit<TransitionMeasurement, 'flow' | 'flowUnmeasuredReason'>> {
  const rehearser = createMergeRehearser(scratch, objects, limits);
  const upstreamChanges = await changes(from.base, to.base);
  const merge = await mergeOnto(rehearser, from, to.base);
  const rehearsal = await describeMerge(scratch, merge, subsystemRules);
  onRehearsed?.(rehearsal);
  const handWorkPaths = await measureHandWork(scratch, {
    merge,
    objects,
    head: to.head,
    upstreamChanged: new Set(upstreamChanges.map(({ path }) => path)),
    subsystemRules,
  });
  const { pressure, pressurePaths } = await measurePressure(scratch, {
    touchPaths: from.touchPaths,
    upstreamChanges,
    history: await history.read(from.base, to.base),
    subsystemRules,
  });
  const parts = { conflicts: rehearsal.conflicts, handWorkPaths, pressurePaths };
  return {
    ...rehearsal,
    handWork: sumHandWork(handWorkPaths),
    handWorkPaths,
    pressure,
    pressurePaths,
    subsystems: sumTransitionSubsystems(parts),
  };
}
