import type { BarShapeProps } from 'recharts';

// Where a narrower bar would be a hairline, paleness alone tells a patch release from a first one.
const leastWidth = 5;

/** A first release is drawn full; a patch release narrower and paler. */
export function ReleaseBar({ x, y, width, height, fill, payload }: BarShapeProps) {
  const isFirst: boolean = payload.isFirst;
  const drawn = isFirst || width < leastWidth ? width : width * 0.64;
  return (
    <rect
      x={x + (width - drawn) / 2}
      y={y}
      width={drawn}
      height={Math.max(0, height)}
      fill={fill}
      fillOpacity={isFirst ? 1 : 0.7}
    />
  );
}
