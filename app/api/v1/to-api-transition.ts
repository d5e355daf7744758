import type { ApiConflict, ApiTransition, ApiTransitionWithConflicts } from '#lib/domain/api-v1.ts';
import type {
  ConflictView,
  TransitionDetail,
  TransitionView,
} from '#lib/domain/transition-view.ts';

export function toApiTransition(transition: TransitionView): ApiTransition {
  const { from, outcome, conflictedFiles, measure, flow, reason, flowReason } = transition;
  return {
    from,
    outcome,
    conflictedFiles,
    handWork: measure?.handWork ?? null,
    subsystems: measure === null ? null : [...measure.subsystems],
    flow,
    pressure: measure?.pressure ?? null,
    reason,
    flowReason,
  };
}

export function toApiTransitionWithConflicts(
  transition: TransitionDetail,
): ApiTransitionWithConflicts {
  return {
    ...toApiTransition(transition),
    conflicts: transition.outcome === 'error' ? null : transition.conflicts.map(toApiConflict),
    paths:
      transition.measure === null
        ? null
        : transition.paths.map(
            ({
              path,
              subsystem,
              insertions,
              deletions,
              isInConflict,
              isAdaptation,
              unmeasuredReason,
            }) => ({
              path,
              subsystem,
              insertions,
              deletions,
              inConflict: isInConflict,
              adaptation: isAdaptation,
              unmeasuredReason,
            }),
          ),
  };
}

export function toApiConflict(conflict: ConflictView): ApiConflict {
  const { path, type, subsystem, hunks, culprit, culpritReason, daysBeforeRelease } = conflict;
  const { isMonotonic, isConfirmed, candidates } = conflict;
  return {
    path,
    type,
    subsystem,
    hunks,
    culprit:
      culprit === null
        ? null
        : {
            sha: culprit.sha,
            date: culprit.date.toISOString(),
            subject: culprit.subject,
            cl: culprit.cl,
            author: culprit.author,
          },
    culpritReason,
    monotonic: isMonotonic,
    confirmed: isConfirmed,
    candidates,
    daysBeforeRelease,
  };
}
