import {
  type Sparkline as Prepared,
  SPARKLINE_SCALE as scale,
  type SparklineSize,
} from './prepare-sparkline.ts';

/** Draws what `prepareSparkline` decided for the same size. */
export function Sparkline({
  sparkline: { path, dots },
  size: { width, height },
}: {
  readonly sparkline: Prepared;
  readonly size: SparklineSize;
}) {
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width * scale} ${height * scale}`}
      aria-hidden="true"
      className="inline-block align-middle text-better"
    >
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5 * scale}
        strokeLinejoin="round"
      />
      {dots.map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r={2 * scale} fill="currentColor" />
      ))}
    </svg>
  );
}
