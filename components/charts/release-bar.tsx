import type { BarShapeProps } from 'recharts';

import { type LegendEntry, seriesClass } from './legend.ts';

// Where a narrower bar would be a hairline, paleness alone tells a patch release from a first one.
const leastWidth = 5;

/** A first release is drawn full; a patch release narrower and paler. */
export function ReleaseBar({
  x,
  y,
  width,
  height,
  fill,
  payload,
  legend,
  series,
}: BarShapeProps & { readonly legend: readonly LegendEntry[]; readonly series: string }) {
  const isFirst: boolean = payload.isFirst;
  const drawn = isFirst || width < leastWidth ? width : width * 0.64;
  return (
    <rect
      className={seriesClass(legend, series, isFirst ? 'first' : 'patch-release')}
      x={x + (width - drawn) / 2}
      // Below the axis it reaches down from there.
      y={Math.min(y, y + height)}
      width={drawn}
      height={Math.abs(height)}
      fill={fill}
      fillOpacity={isFirst ? 1 : 0.7}
    />
  );
}
