import { DefaultZIndexes, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';

import { formatCount } from '#components/ui/format-count.ts';

import { type LegendEntry, seriesClass } from './legend.ts';
import type { ReleaseBars, ReleasePoint } from './release-bars.ts';
import { drawBars, type PlacedBar, stackBars } from './stack-bars.ts';

/** How high a bar of 0 is where it is drawn, in pixels. */
const zeroHeight = 1.5;
/** Above a bar, in pixels. */
const labelGap = 4;

/**
 * The bars of a panel of Recharts. Of each series one path for its first releases, drawn full, and one for its patch releases, which are
 * narrower and paler: Recharts' own bars are four elements for each number, and a port has thousands of those.
 */
export function StackedBars<Point extends ReleasePoint>({
  points,
  bars,
  legend,
}: {
  /** In release order. */
  readonly points: readonly Point[];
  /** Stacked, from the axis on. */
  readonly bars: readonly ReleaseBars<Point>[];
  readonly legend: readonly LegendEntry[];
}) {
  const scaleX = useXAxisScale();
  const scaleY = useYAxisScale();
  const [first] = points;
  if (scaleX === undefined || scaleY === undefined || first === undefined) return null;
  const placeX = (release: string, position: 'start' | 'middle' = 'middle') =>
    scaleX(release, { position }) ?? 0;
  const placeY = (value: number) => scaleY(value) ?? 0;
  const stacked = stackBars(
    points,
    bars.map(({ valueOf }) => points.map(valueOf)),
    {
      room: 2 * (placeX(first.release) - placeX(first.release, 'start')),
      placeX,
      placeY,
    },
  );
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.bar}>
      {bars.map(
        ({ key, series, colour, valueOf, isZeroDrawn = false, isLabelled = false }, index) => (
          <g key={key} fill={colour} data-bars={series}>
            {[true, false].map((isFirst) => (
              <path
                key={String(isFirst)}
                className={seriesClass(legend, series, isFirst ? 'first' : 'patch-release')}
                d={drawBars(
                  (stacked[index] ?? [])
                    .filter((bar) => bar.isFirst === isFirst)
                    .map((bar) => (isZeroDrawn ? raise(bar) : bar)),
                )}
                fillOpacity={isFirst ? 1 : 0.7}
              />
            ))}
            {isLabelled &&
              points.map((point) => {
                const value = valueOf(point);
                // Only where it informs: on the first release of a line.
                return point.isFirst && value !== null && value > 0 ? (
                  <text
                    key={point.release}
                    x={placeX(point.release)}
                    y={placeY(value) - labelGap}
                    textAnchor="middle"
                    fill="var(--muted)"
                    fontSize={11}
                    className="max-md:hidden"
                  >
                    {formatCount(value)}
                  </text>
                ) : null;
              })}
          </g>
        ),
      )}
    </ZIndexLayer>
  );
}

function raise(bar: PlacedBar): PlacedBar {
  return bar.height > 0 ? bar : { ...bar, top: bar.top - zeroHeight, height: zeroHeight };
}
