import { type LegendEntry, releaseEntries } from '#components/charts/legend.ts';

export const lagLegend: readonly LegendEntry[] = [
  { id: 'lag', label: 'days from release to publication', colour: 'var(--better)', mark: 'square' },
  ...releaseEntries,
];
