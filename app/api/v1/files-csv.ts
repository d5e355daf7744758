import type { FileChange } from '#lib/domain/measurement.ts';

import { toCsv } from './csv.ts';

export function filesCsv(files: readonly FileChange[]): string {
  return toCsv(files, [
    ['path', ({ path }) => path],
    ['previousPath', ({ previousPath }) => previousPath],
    ['status', ({ status }) => status],
    ['subsystem', ({ subsystem }) => subsystem],
    ['kind', ({ kind }) => kind],
    ['insertions', ({ insertions }) => insertions],
    ['deletions', ({ deletions }) => deletions],
    ['binary', ({ binary }) => binary],
    ['copiedFromPath', ({ copiedFrom }) => copiedFrom?.path ?? null],
    ['copiedFromRelease', ({ copiedFrom }) => copiedFrom?.release ?? null],
    ['similarity', ({ copiedFrom }) => copiedFrom?.similarity ?? null],
    ['unmeasuredReason', ({ unmeasuredReason }) => unmeasuredReason],
  ]);
}
