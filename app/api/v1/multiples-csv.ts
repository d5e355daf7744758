import type { Multiple } from '#components/charts/prepare-multiples.ts';
import { describeMissing } from '#components/compare/describe-multiples.ts';
import type { ComparedMetric } from '#lib/domain/port-series.ts';

import { toCsv } from './csv.ts';

/** The table of /compare: one row a port, empty where nothing is measured, with the reason. */
export function multiplesCsv(panels: readonly Multiple[], metric: ComparedMetric): string {
  return toCsv(panels, [
    ['port', ({ slug }) => slug],
    ['name', ({ name }) => name],
    ['metric', () => metric],
    ['newest', ({ last }) => last?.value ?? null],
    ['newestRelease', ({ last }) => last?.release ?? null],
    ['first', ({ first }) => first?.value ?? null],
    ['firstRelease', ({ first }) => first?.release ?? null],
    ['change', ({ first, last }) => first && last && last.value - first.value],
    ['highest', ({ highest }) => highest?.value ?? null],
    ['highestRelease', ({ highest }) => highest?.release ?? null],
    ['reason', describeMissing],
  ]);
}
