// Decides the three statements at the head of a transition: what happened, what people did, what upstream had changed.
import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import type { TransitionView } from '#lib/domain/transition-view.ts';

export interface TransitionStatement {
  readonly title: string;
  readonly detail: string;
}

export interface TransitionVerdict {
  readonly outcome: TransitionStatement;
  readonly handWork: TransitionStatement;
  readonly pressure: TransitionStatement;
}

export function prepareTransition(transition: TransitionView): TransitionVerdict {
  const { measure, reason } = transition;
  const outcome = describeOutcome(transition);
  if (measure === null) {
    const none = { title: 'Not measured', detail: reason ?? 'The reason is not known.' };
    return { outcome, handWork: none, pressure: none };
  }
  const { handWork, pressure } = measure;
  return {
    outcome,
    handWork: {
      title: `${formatPlural(handWork.adaptation, 'line')} of adaptation`,
      detail:
        handWork.own === 0
          ? `and no own work, in ${formatPlural(handWork.files, 'file')}`
          : `and ${formatCount(handWork.own)} of own work, in ${formatPlural(handWork.files, 'file')}`,
    },
    pressure: {
      title: `${formatPlural(pressure.insertions + pressure.deletions, 'line')} changed upstream`,
      detail: `in ${formatPlural(pressure.files, 'file')} that the port edits too, by ${formatPlural(pressure.commits, 'commit')}`,
    },
  };
}

function describeOutcome({
  outcome,
  conflictedFiles,
  conflictPaths,
  reason,
  flow,
}: TransitionView): TransitionStatement {
  const detail = flow === null ? 'Its commits could not be compared' : describeFlow(flow);
  switch (outcome) {
    case 'clean':
      return { title: 'Applied without a conflict', detail };
    case 'conflict':
      return {
        title: `${formatPlural(conflictedFiles ?? conflictPaths.length, 'file')} in conflict`,
        detail,
      };
    case 'error':
      return { title: 'Not rehearsed', detail: reason ?? 'The reason is not known.' };
    default:
      return assertNever(outcome);
  }
}

function describeFlow(flow: NonNullable<TransitionView['flow']>): string {
  const parts = [
    `${formatCount(flow.same)} commits carried over as they were`,
    ...(flow.changed > 0 ? [`${formatCount(flow.changed)} changed`] : []),
    ...(flow.dropped > 0 ? [`${formatCount(flow.dropped)} dropped`] : []),
    ...(flow.new > 0 ? [`${formatCount(flow.new)} new`] : []),
  ];
  return parts.join(', ');
}
