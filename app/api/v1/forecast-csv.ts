import type { ConflictView, ForecastView } from '#lib/domain/transition-view.ts';

import { conflictColumns } from './conflict-columns.ts';
import { type CsvCell, toCsv } from './csv.ts';

interface Row {
  readonly forecast: ForecastView;
  /** Null: it has none, or is an error. */
  readonly conflict: ConflictView | null;
}

type Column = readonly [name: string, cellOf: (row: Row) => CsvCell];

const columns: readonly Column[] = [
  ['target', ({ forecast }) => forecast.target],
  ['sha', ({ forecast }) => forecast.targetSha],
  ['kind', ({ forecast }) => forecast.targetKind],
  ['date', ({ forecast }) => forecast.targetDate?.toISOString() ?? null],
  ['from', ({ forecast }) => forecast.from],
  ['outcome', ({ forecast }) => forecast.outcome],
  ['conflictedFiles', ({ forecast }) => forecast.conflictedFiles],
  ...conflictColumns.map(([name, cellOf]): Column => [
    name,
    ({ conflict }) => (conflict === null ? null : cellOf(conflict)),
  ]),
  ['reason', ({ forecast, conflict }) => forecast.reason ?? conflict?.culpritReason ?? null],
  ['rehearsedAt', ({ forecast }) => forecast.rehearsedAt.toISOString()],
];

/** One row for each path in conflict with each target; one without a path for a target that is clean or an error. */
export function forecastCsv(forecasts: readonly ForecastView[]): string {
  return toCsv(
    forecasts.flatMap((forecast): readonly Row[] =>
      forecast.conflicts.length === 0 || forecast.outcome === 'error'
        ? [{ forecast, conflict: null }]
        : forecast.conflicts.map((conflict) => ({ forecast, conflict })),
    ),
    columns,
  );
}
