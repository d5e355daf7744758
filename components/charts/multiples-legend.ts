import type { LegendEntry } from './legend.ts';
import type { Multiples } from './prepare-multiples.ts';

/** Ports have no colour of their own: pointing at one shows its line in every panel. Empty: there is nothing to tell apart. */
export function multiplesLegend({ panels }: Multiples): readonly LegendEntry[] {
  if (panels.length < 2) return [];
  return panels.map(({ slug, name }) => ({
    id: slug,
    label: name,
    colour: 'var(--edge)',
    mark: 'line',
  }));
}
