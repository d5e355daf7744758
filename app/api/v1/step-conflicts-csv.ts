import type { ConflictView } from '#lib/domain/transition-view.ts';

import { toCsv } from './csv.ts';

/** The conflicts of a step, in git's order of paths. */
export function stepConflictsCsv(conflicts: readonly ConflictView[]): string {
  return toCsv(conflicts, [
    ['path', ({ path }) => path],
    ['type', ({ type }) => type],
    ['subsystem', ({ subsystem }) => subsystem],
    ['hunks', ({ hunks }) => hunks],
    ['culprit', ({ culprit }) => culprit?.sha ?? null],
    ['culpritDate', ({ culprit }) => culprit?.date.toISOString() ?? null],
    ['culpritSubject', ({ culprit }) => culprit?.subject ?? null],
    ['culpritCl', ({ culprit }) => culprit?.cl ?? null],
    ['daysBeforeRelease', ({ daysBeforeRelease }) => daysBeforeRelease],
    ['reason', ({ culpritReason }) => culpritReason],
  ]);
}
