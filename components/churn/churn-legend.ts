import type { LegendEntry } from '#components/charts/legend.ts';
import { formatCount } from '#components/ui/format-count.ts';

import type { ChurnLegend } from './churn-shades.ts';

/** Palest first. */
export function churnLegend(shades: ChurnLegend): readonly LegendEntry[] {
  return shades.map(({ shade, most }, index) => ({
    id: shade.fill,
    label: index === 0 ? `up to ${formatCount(most)}` : formatCount(most),
    colour: shade.fill,
    mark: 'swatch',
  }));
}
