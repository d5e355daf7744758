import type { LegendEntry } from './legend.ts';
import { formatCount } from '#components/ui/format-count.ts';

import type { HeatLegend } from './heat-shades.ts';

/** Palest first. */
export function heatLegend(shades: HeatLegend): readonly LegendEntry[] {
  return shades.map(({ shade, most }, index) => ({
    id: shade.fill,
    label: index === 0 ? `up to ${formatCount(most)}` : formatCount(most),
    colour: shade.fill,
    mark: 'swatch',
  }));
}
