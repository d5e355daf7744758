// Where the bars of a panel lie, and how all bars that look the same are drawn at once.

/** A release's room on the axis, and the ends of its part of the stack, in pixels. */
export interface PlacedBar {
  /** Left end, in pixels of the drawing. */
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  readonly isFirst: boolean;
}

/** How wide a bar is at most, and what is left free between two of them, in pixels. */
const mostWidth = 36;
const gap = 2;
/** Where a narrower bar would be a hairline, paleness alone tells a patch release from a first one. */
const leastWidth = 5;
/** Of a patch release, in parts of a first one. */
const patchWidth = 0.64;

/** Of a release in `room` pixels: `width` of a first release, whole pixels where there are any. */
export function barWidth(room: number, isFirst: boolean): number {
  const free = room - gap;
  const width = free > 1 ? Math.min(mostWidth, Math.floor(free)) : Math.max(free, room / 2);
  return isFirst || width < leastWidth ? width : width * patchWidth;
}

/**
 * The bars of each series, `values[series][release]`, stacked from 0 on in the order of `values`; null is not measured and has no bar.
 * `placeX` gives the middle of a release's room and `placeY` the height of a value, in pixels.
 */
export function stackBars(
  releases: readonly { readonly release: string; readonly isFirst: boolean }[],
  values: readonly (readonly (number | null)[])[],
  {
    room,
    placeX,
    placeY,
  }: {
    /** Of each release, in pixels. */
    readonly room: number;
    readonly placeX: (release: string) => number;
    readonly placeY: (value: number) => number;
  },
): readonly (readonly PlacedBar[])[] {
  const reached = releases.map(() => 0);
  return values.map((ofSeries) =>
    releases.flatMap(({ release, isFirst }, index) => {
      const value = ofSeries[index] ?? null;
      if (value === null) return [];
      const from = reached[index] ?? 0;
      reached[index] = from + value;
      const ends = [placeY(from), placeY(from + value)] as const;
      const width = barWidth(room, isFirst);
      return {
        x: placeX(release) - width / 2,
        width,
        // Below the axis it reaches down from there.
        top: Math.min(...ends),
        height: Math.abs(ends[1] - ends[0]),
        isFirst,
      };
    }),
  );
}

/** As the `d` of one path: https://www.w3.org/TR/SVG2/paths.html; empty when there is none. */
export function drawBars(bars: readonly PlacedBar[]): string {
  return bars
    .map(
      ({ x, width, top, height }) =>
        `M${tenths(x)} ${tenths(top)}h${tenths(width)}v${tenths(height)}h${tenths(-width)}z`,
    )
    .join('');
}

/** More is not seen, and makes the drawing longer. */
function tenths(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
