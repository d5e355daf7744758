// What a browser is sent of the burden: rows without the names of their fields, which would be most of them.
import type { Burden, BurdenMeasure, BurdenPoint } from './prepare-burden.ts';

type PackedMeasure = readonly [
  files: number,
  insertions: number,
  deletions: number,
  ...classLines: number[],
];

type PackedPoint = readonly [
  release: string,
  line: string,
  isFirst: 0 | 1,
  published: string | null,
  patch: PackedMeasure | null,
  touch: PackedMeasure | null,
  reason: string | null,
];

export interface PackedBurden extends Pick<Burden, 'classes' | 'panels'> {
  readonly points: readonly PackedPoint[];
}

/** What is drawn of a burden; its finding is said beside it. */
export type DrawnBurden = Omit<Burden, 'finding'>;

export function packBurden({ points, classes, panels }: Burden): PackedBurden {
  return { points: points.map(packPoint), classes, panels };
}

export function unpackBurden({ points, ...rest }: PackedBurden): DrawnBurden {
  return { points: points.map(unpackPoint), ...rest };
}

function packPoint(point: BurdenPoint): PackedPoint {
  const { release, line, isFirst, published, measure, reason } = point;
  const patch = measure === null ? null : packMeasure(measure.patch);
  const touch = measure === null ? null : packMeasure(measure.touch);
  return [release, line, isFirst ? 1 : 0, published, patch, touch, reason];
}

function unpackPoint([
  release,
  line,
  isFirst,
  published,
  patch,
  touch,
  reason,
]: PackedPoint): BurdenPoint {
  const measure =
    patch === null || touch === null
      ? null
      : { patch: unpackMeasure(patch), touch: unpackMeasure(touch) };
  return { release, line, isFirst: isFirst === 1, published, measure, reason };
}

function packMeasure(measure: BurdenMeasure): PackedMeasure {
  const { files, insertions, deletions, classLines } = measure;
  return [files, insertions, deletions, ...classLines];
}

function unpackMeasure([
  files,
  insertions,
  deletions,
  ...classLines
]: PackedMeasure): BurdenMeasure {
  return { files, insertions, deletions, lines: insertions + deletions, classLines };
}
