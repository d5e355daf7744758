import type { ConflictView } from '#lib/domain/transition-view.ts';

import type { CsvCell } from './csv.ts';

/** What every table of conflicts says of one, in this order. */
export const conflictColumns: readonly (readonly [
  name: string,
  cellOf: (conflict: ConflictView) => CsvCell,
])[] = [
  ['path', ({ path }) => path],
  ['type', ({ type }) => type],
  ['subsystem', ({ subsystem }) => subsystem],
  ['hunks', ({ hunks }) => hunks],
  ['culprit', ({ culprit }) => culprit?.sha ?? null],
  ['culpritDate', ({ culprit }) => culprit?.date.toISOString() ?? null],
  ['culpritSubject', ({ culprit }) => culprit?.subject ?? null],
  ['culpritCl', ({ culprit }) => culprit?.cl ?? null],
  ['daysBeforeRelease', ({ daysBeforeRelease }) => daysBeforeRelease],
];
