import type { ConflictView } from '#lib/domain/transition-view.ts';

import { conflictColumns } from './conflict-columns.ts';
import { toCsv } from './csv.ts';

/** The conflicts of a step, in git's order of paths. */
export function stepConflictsCsv(conflicts: readonly ConflictView[]): string {
  return toCsv(conflicts, [...conflictColumns, ['reason', ({ culpritReason }) => culpritReason]]);
}
