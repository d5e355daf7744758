// One rehearsal with its culprits, for whoever waits for it; nothing is stored.
import { findCulprits } from '#lib/diff/find-culprits.ts';
import { withRehearsalInstruments } from '#lib/diff/rehearsal-instruments.ts';
import { rehearse } from '#lib/diff/rehearse.ts';
import type { Culprit } from '#lib/domain/culprit.ts';
import type { SubsystemRule } from '#lib/domain/subsystem.ts';
import type { RehearsalMeasurement, RehearsedConflict } from '#lib/domain/transition.ts';
import type { GitRepository } from '#lib/git/run-git.ts';

/** What was asked cannot be answered as it was asked: a sentence that says what to ask instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface RehearsalRequest {
  readonly repository: GitRepository;
  /** As they shall be named in the answer. */
  readonly names: { readonly from: string; readonly onto: string };
  readonly base: string;
  readonly head: string;
  readonly target: string;
  readonly subsystemRules: readonly SubsystemRule[];
}

export interface RehearsalReport {
  readonly names: RehearsalRequest['names'];
  readonly target: string;
  readonly outcome: 'clean' | 'conflict';
  readonly conflicts: readonly (RehearsedConflict & { readonly culprit: Culprit })[];
  readonly unplaced: RehearsalMeasurement['unplaced'];
}

/** Throws GitError: then nothing is known, neither clean nor conflict. */
export async function rehearseNow(request: RehearsalRequest): Promise<RehearsalReport> {
  const { repository, names, base, head, target, subsystemRules } = request;
  const from = { base, head };
  return await withRehearsalInstruments(repository, async (instruments) => {
    const { outcome, conflicts, unplaced } = await rehearse(instruments, {
      from,
      target,
      subsystemRules,
    });
    const paths = conflicts.map(({ path }) => path);
    const culprits = await findCulprits(instruments, { from, target, paths });
    const byPath = new Map(culprits.map((culprit) => [culprit.path, culprit]));
    return {
      names,
      target,
      outcome,
      conflicts: conflicts.flatMap((conflict) => {
        const culprit = byPath.get(conflict.path);
        return culprit ? [{ ...conflict, culprit }] : [];
      }),
      unplaced,
    };
  });
}
