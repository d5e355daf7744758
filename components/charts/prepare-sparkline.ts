// Decides a sparkline: y from 0, one step a release, a gap where nothing was measured.

export interface Sparkline {
  /** SVG path in tenths of a pixel, by steps: a page can have hundreds. Each run of measured points is its own line. */
  readonly path: string;
  /** Measured points with no measured neighbour, and the last one, in tenths of a pixel: they are drawn as dots. */
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  /** In words, for those who do not see it. Null: nothing is measured. */
  readonly summary: string | null;
}

/** In pixels. */
export interface SparklineSize {
  readonly width: number;
  readonly height: number;
}

/** A path is drawn in so many to a pixel. */
export const SPARKLINE_SCALE = 10;

const padding = 2 * SPARKLINE_SCALE;

export function prepareSparkline(
  points: readonly { readonly label: string; readonly value: number | null }[],
  size: SparklineSize,
  formatValue: (value: number) => string,
): Sparkline {
  const width = size.width * SPARKLINE_SCALE;
  const height = size.height * SPARKLINE_SCALE;
  const measured = points.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
  const max = Math.max(1, ...measured.map(({ value }) => value));
  const step = (width - 2 * padding) / Math.max(1, points.length - 1);
  const placed = points.map(({ value }, index) =>
    value === null
      ? null
      : {
          x: Math.round(padding + index * step),
          y: Math.round(height - padding - (value / max) * (height - 2 * padding)),
        },
  );
  const path = placed
    .map((point, index) => (point ? drawTo(point, placed[index - 1] ?? null) : ''))
    .join('');
  const isLone = (index: number) => !placed[index - 1] && !placed[index + 1];
  const last = placed.findLastIndex((point) => point !== null);
  const dots = placed.flatMap((point, index) =>
    point && (index === last || isLone(index)) ? [point] : [],
  );
  const [first] = measured;
  const end = measured.at(-1);
  const summary =
    first === undefined || end === undefined
      ? null
      : first === end
        ? `${formatValue(first.value)} at ${first.label}`
        : `${formatValue(first.value)} at ${first.label}, ${formatValue(end.value)} at ${end.label}`;
  return { path, dots, summary };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function drawTo({ x, y }: Point, before: Point | null): string {
  if (before === null) return `M${x} ${y}`;
  const down = y - before.y;
  return `l${x - before.x}${down < 0 ? '' : ' '}${down}`;
}
