// Which shade stands for how many lines of churn.
import { type Shade, SHADES } from '#components/charts/palette.ts';

/** The most lines that each shade stands for, least first; empty when there are none. */
export type ChurnLegend = readonly { readonly shade: Shade; readonly most: number }[];

/** By the square root: a few large subsystems must not leave all others in the palest shade. */
export function scaleShades(most: number): ChurnLegend {
  const bounds = SHADES.map((shade, index) => ({
    shade,
    most: Math.ceil((most * (index + 1) ** 2) / SHADES.length ** 2),
  }));
  return bounds.filter(({ most: bound }, index) => bound > (bounds[index - 1]?.most ?? 0));
}

/** Null: there is nothing, or it is not measured. */
export function shadeOf(lines: number | null, legend: ChurnLegend): Shade | null {
  if (lines === null || lines === 0) return null;
  return legend.find(({ most }) => lines <= most)?.shade ?? null;
}
