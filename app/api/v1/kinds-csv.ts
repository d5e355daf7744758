import type { KindCount } from '#lib/domain/measurement.ts';

import { toCsv } from './csv.ts';

/** As a rebase's page shows them: most files first. */
export function kindsCsv(kinds: readonly KindCount[]): string {
  return toCsv(
    kinds.toSorted((a, b) => b.files - a.files),
    [
      ['kind', ({ kind }) => kind],
      ['files', ({ files }) => files],
      ['insertions', ({ insertions }) => insertions],
      ['deletions', ({ deletions }) => deletions],
    ],
  );
}
