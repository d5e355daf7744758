// Turns the conflicts of an incident into what the table of conflicts shows.
import { leadDays } from '#lib/domain/culprit.ts';
import type { ConflictFacts } from '#lib/domain/incident-facts.ts';
import type { ConflictView } from '#lib/domain/transition-view.ts';

/** Days are counted to the target where it is a release. */
export function toConflictViews({ conflicts, target }: ConflictFacts): readonly ConflictView[] {
  const releasedAt = target.kind === 'tip' || target.date === null ? null : new Date(target.date);
  return conflicts.map(({ path, type, subsystem, hunks, culprit }) => ({
    path,
    type,
    subsystem,
    hunks,
    culprit: culprit === null ? null : { ...culprit, date: new Date(culprit.date), foundBy: null },
    culpritReason: culprit === null ? 'It had not been found when this was told.' : null,
    isMonotonic: null,
    candidates: null,
    isConfirmed: null,
    daysBeforeRelease:
      culprit === null || releasedAt === null ? null : leadDays(new Date(culprit.date), releasedAt),
  }));
}
