// What a browser is sent of the lags: rows without the names of their fields, as of the burden.
import type { Lag, LagPoint } from './prepare-lag.ts';

type PackedPoint = readonly [
  release: string,
  line: string,
  isFirst: 0 | 1,
  days: number | null,
  released: string | null,
  published: string | null,
];

export interface PackedLag extends Pick<Lag, 'ticks'> {
  readonly points: readonly PackedPoint[];
}

export function packLag({ points, ticks }: Lag): PackedLag {
  return {
    ticks,
    points: points.map(({ release, line, isFirst, measure, released, published }) => [
      release,
      line,
      isFirst ? 1 : 0,
      measure?.days ?? null,
      released,
      published,
    ]),
  };
}

export function unpackLag({ points }: PackedLag): readonly LagPoint[] {
  return points.map(([release, line, isFirst, days, released, published]) => ({
    release,
    line,
    isFirst: isFirst === 1,
    measure: days === null ? null : { days },
    released,
    published,
  }));
}
