// Which shade stands for how much.
import { type Shade, SHADES } from './palette.ts';

/** The most that each shade stands for, least first; empty when there are none. */
export type HeatLegend = readonly { readonly shade: Shade; readonly most: number }[];

/** By the square root: a few large rows must not leave all others in the palest shade. */
export function scaleShades(most: number): HeatLegend {
  const bounds = SHADES.map((shade, index) => ({
    shade,
    most: Math.ceil((most * (index + 1) ** 2) / SHADES.length ** 2),
  }));
  return bounds.filter(({ most: bound }, index) => bound > (bounds[index - 1]?.most ?? 0));
}

/** Null: there is nothing, or it is not measured. */
export function shadeOf(count: number | null, legend: HeatLegend): Shade | null {
  if (count === null || count === 0) return null;
  return legend.find(({ most }) => count <= most)?.shade ?? null;
}
