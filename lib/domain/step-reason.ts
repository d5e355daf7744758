import type { RebaseView } from './rebase-view.ts';

/** Why the step to a rebase has no numbers, as a sentence; for a step that has none. */
export function stepReason(
  { transition, sums, unmeasuredReason }: RebaseView,
  { isFirstOfAll }: { readonly isFirstOfAll: boolean },
): string {
  if (transition?.reason) return transition.reason;
  if (isFirstOfAll) return 'It is the first rebase: there is none before it.';
  if (sums === null && unmeasuredReason !== null) return unmeasuredReason;
  return 'The step from the rebase before is not measured yet.';
}
