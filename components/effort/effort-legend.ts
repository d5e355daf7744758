import { type LegendEntry, releaseEntries } from '#components/charts/legend.ts';

import type { EffortPanel } from './prepare-effort.ts';

/** What people decided and changed because of upstream is one thing, in two panels. */
export const effortLegend: readonly LegendEntry[] = [
  {
    id: 'adaptation',
    label: 'conflicts and adaptation',
    colour: 'var(--worse)',
    mark: 'square',
  },
  { id: 'own', label: 'own work', colour: 'var(--class-other)', mark: 'square' },
  { id: 'pressure', label: 'changed upstream', colour: 'var(--better)', mark: 'square' },
  ...releaseEntries,
];

export const effortSeries: Readonly<Record<EffortPanel['id'], string>> = {
  conflicts: 'adaptation',
  adaptation: 'adaptation',
  own: 'own',
  pressure: 'pressure',
};
