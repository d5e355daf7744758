import { type LegendEntry, releaseEntries } from './legend.ts';
import type { PaletteClass } from './palette.ts';

/** In the order in which they are stacked. */
export function burdenLegend(classes: readonly PaletteClass[]): readonly LegendEntry[] {
  return [
    ...classes.map(({ id, label, colour }) => ({ id, label, colour, mark: 'square' as const })),
    {
      id: 'touched',
      label: 'files of upstream',
      colour: 'var(--better)',
      mark: 'square',
      isApart: true,
    },
    { id: 'own', label: 'files of its own', colour: 'var(--class-other)', mark: 'square' },
    ...releaseEntries,
  ];
}
