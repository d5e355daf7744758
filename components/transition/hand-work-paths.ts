// Puts the paths of a step in the order in which they are shown, and names the work that each was.
import { churnOf } from '#lib/domain/sum-transition.ts';
import type { HandWorkPath } from '#lib/domain/transition.ts';

/** Adaptation before the port's own work, in each those with the most lines first. */
export function sortByWork(paths: readonly HandWorkPath[]): readonly HandWorkPath[] {
  return paths.toSorted(
    (a, b) => Number(b.isAdaptation) - Number(a.isAdaptation) || churnOf(b) - churnOf(a),
  );
}

export function describeWork({ isInConflict, isAdaptation }: HandWorkPath): string {
  if (isInConflict) return 'conflict';
  return isAdaptation ? 'adaptation' : 'own work';
}
