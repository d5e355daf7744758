import type { LegendEntry } from '#components/charts/legend.ts';

import type { ConflictMatrix, MatrixCell } from './prepare-conflict-matrix.ts';

const entries: readonly (LegendEntry & { readonly id: MatrixCell['kind'] })[] = [
  { id: 'conflict', label: '× conflict', colour: 'var(--worse)', mark: 'swatch' },
  { id: 'none', label: 'no conflict', colour: 'var(--soft)', mark: 'swatch' },
  { id: 'unmeasured', label: '– not measured', colour: 'var(--soft)', mark: 'swatch' },
];

/** Only what some cell says. */
export function conflictsLegend({ rows }: ConflictMatrix): readonly LegendEntry[] {
  const said = new Set(rows.flatMap(({ cells }) => cells.map(({ kind }) => kind)));
  return entries.filter(({ id }) => said.has(id));
}
