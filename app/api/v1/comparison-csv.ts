import type { ComparedFile } from '#components/compare/prepare-comparison.ts';

import { toCsv } from './csv.ts';

export function comparisonCsv(files: readonly ComparedFile[]): string {
  return toCsv(files, [
    ['path', ({ path }) => path],
    ['change', ({ fate }) => fate],
    ['subsystem', ({ subsystem }) => subsystem],
    ['kind', ({ kind }) => kind],
    ['linesFrom', ({ from }) => from],
    ['linesTo', ({ to }) => to],
    ['linesChange', ({ delta }) => delta],
    ['unmeasuredReason', ({ unmeasuredReason }) => unmeasuredReason],
  ]);
}
