import type { SubsystemCount } from '#lib/domain/measurement.ts';

import { toCsv } from './csv.ts';

/** The part of the touch surface beside that of the whole patch, as on the page. */
export function subsystemsCsv(subsystems: readonly SubsystemCount[]): string {
  return toCsv(subsystems, [
    ['subsystem', ({ subsystem }) => subsystem],
    ['files', ({ files }) => files],
    ['insertions', ({ insertions }) => insertions],
    ['deletions', ({ deletions }) => deletions],
    ['touchFiles', ({ touch }) => touch.files],
    ['touchInsertions', ({ touch }) => touch.insertions],
    ['touchDeletions', ({ touch }) => touch.deletions],
  ]);
}
