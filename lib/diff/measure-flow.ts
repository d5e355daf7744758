// Counts which commits of a port carried over to its next rebase; where git cannot compare them, says why.
import type { PatchFlow } from '#lib/domain/transition.ts';
import { comparePatchSeries } from '#lib/git/compare-patch-series.ts';
import { GitError } from '#lib/git/git-error.ts';
import type { RunLimits } from '#lib/git/rehearse-merge.ts';
import type { RehearsalInstruments } from './rehearsal-instruments.ts';
import type { RebaseCommits } from './rehearse.ts';

export interface MeasuredFlow {
  readonly flow: PatchFlow | null;
  readonly flowUnmeasuredReason: string | null;
}

export interface PatchSeries extends RebaseCommits {
  /** `git rev-list --count base..head`. */
  readonly commits: number;
}

/** range-diff keeps a table of all pairs in memory, and may have to compare each. */
const MAX_COMMITS = 4_000;
const TIMEOUT_MS = 2 * 60_000;

/** Throws GitError for what may pass; what will be so again is a reason. */
export async function measureFlow(
  instruments: Pick<RehearsalInstruments, 'repository' | 'series'>,
  { from, to, limits = {} }: { from: PatchSeries; to: PatchSeries; limits?: RunLimits },
): Promise<MeasuredFlow> {
  const commits = from.commits + to.commits;
  if (commits > MAX_COMMITS) {
    return unmeasured(
      `The two rebases have ${commits} commits; git range-diff is not asked about more than ${MAX_COMMITS}.`,
    );
  }
  try {
    const flow = await comparePatchSeries(instruments, from, to, {
      ...limits,
      timeoutMs: TIMEOUT_MS,
    });
    return { flow, flowUnmeasuredReason: null };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (error.failureKind !== 'timed-out' && error.failureKind !== 'missing-object') throw error;
    return unmeasured(`${error.message}.`);
  }
}

function unmeasured(flowUnmeasuredReason: string): MeasuredFlow {
  return { flow: null, flowUnmeasuredReason };
}
