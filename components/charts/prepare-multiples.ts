// Decides small multiples: one panel a port, all with the same releases from left to right and the same values from below.
import type { ComparedMetric, PortSeries } from '#lib/domain/port-series.ts';

import { niceTicksBetween } from './nice-ticks.ts';

export const multiplesSize = { width: 360, height: 120 };
const margin = { top: 8, right: 8, bottom: 18, left: 50 };

/** A measured value and where it stands. */
export interface MultiplePoint {
  readonly release: string;
  readonly value: number;
  readonly x: number;
  readonly y: number;
}

export interface Multiple {
  readonly slug: string;
  readonly name: string;
  /** Those that are measured, in release order. */
  readonly points: readonly MultiplePoint[];
  /** SVG path; each run of measured releases is its own line. */
  readonly path: string;
  /** What a line alone would not show: values without a neighbour, and the last. */
  readonly dots: readonly MultiplePoint[];
  /** Of which there is none, so that nothing is drawn. Null: neither is missing. */
  readonly missing: 'rebases' | 'numbers' | null;
  /** Null: nothing is measured; so for all that follow. */
  readonly first: MultiplePoint | null;
  readonly last: MultiplePoint | null;
  readonly highest: MultiplePoint | null;
}

export interface Multiples {
  /** The largest last value first; those without any at the end. */
  readonly panels: readonly Multiple[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  /** Of the axis that all panels share. Null: there is no release. */
  readonly ends: { readonly first: string; readonly last: string } | null;
}

export function prepareMultiples(series: readonly PortSeries[], metric: ComparedMetric): Multiples {
  const values = series.flatMap(({ points }) =>
    points.flatMap((point) => point.values[metric] ?? []),
  );
  const ticks = niceTicksBetween(Math.min(0, ...values), Math.max(0, ...values));
  const top = ticks.at(-1) ?? 1;
  const bottom = ticks[0] ?? 0;
  const placeY = (value: number) =>
    round(
      margin.top +
        ((top - value) / (top - bottom)) * (multiplesSize.height - margin.top - margin.bottom),
    );

  const names = new Map(
    series.flatMap(({ points }) => points.map(({ order, release }) => [order, release] as const)),
  );
  const orders = [...names.keys()].toSorted((a, b) => a - b);
  const step = (multiplesSize.width - margin.left - margin.right) / Math.max(1, orders.length - 1);
  const xOf = new Map(orders.map((order, index) => [order, round(margin.left + index * step)]));

  const panels = series.map(({ slug, name, points }) => {
    const placed = points.map(({ release, order, values: of }): MultiplePoint | null => {
      const value = of[metric];
      return value === null
        ? null
        : { release, value, x: xOf.get(order) ?? margin.left, y: placeY(value) };
    });
    const measured = placed.filter((point) => point !== null);
    const last = measured.at(-1) ?? null;
    return {
      slug,
      name,
      points: measured,
      path: placed
        .map((point, index) => point && `${placed[index - 1] ? 'L' : 'M'}${point.x} ${point.y}`)
        .join(''),
      dots: placed.filter(
        (point, index) =>
          point !== null && (point === last || !(placed[index - 1] ?? placed[index + 1])),
      ),
      missing: missingOf(points, measured),
      first: measured[0] ?? null,
      last,
      highest: measured.toSorted((a, b) => b.value - a.value)[0] ?? null,
    };
  });
  const first = names.get(orders[0] ?? NaN);
  const end = names.get(orders.at(-1) ?? NaN);
  return {
    panels: panels
      .map((panel) => ({ ...panel, dots: panel.dots.filter((dot) => dot !== null) }))
      .toSorted((a, b) => (b.last?.value ?? -Infinity) - (a.last?.value ?? -Infinity)),
    ticks: ticks.map((value) => ({ value, y: placeY(value) })),
    ends: first === undefined || end === undefined ? null : { first, last: end },
  };
}

function missingOf(
  points: PortSeries['points'],
  measured: readonly MultiplePoint[],
): Multiple['missing'] {
  if (points.length === 0) return 'rebases';
  return measured.length === 0 ? 'numbers' : null;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
