// What a browser is sent of the effort: rows without the names of their fields, as of the burden.
import type { Effort, EffortPoint } from './prepare-effort.ts';

type PackedMeasure = readonly [
  conflicts: number,
  adaptation: number,
  own: number,
  pressure: number,
];

type PackedPoint = readonly [
  release: string,
  line: string,
  isFirst: 0 | 1,
  from: string | null,
  measure: PackedMeasure | null,
  reason: string | null,
];

export interface PackedEffort extends Pick<Effort, 'panels'> {
  readonly points: readonly PackedPoint[];
}

/** What is drawn of the effort; its finding is said beside it. */
export type DrawnEffort = Omit<Effort, 'finding'>;

export function packEffort({ points, panels }: Effort): PackedEffort {
  return { points: points.map(packPoint), panels };
}

export function unpackEffort({ points, ...rest }: PackedEffort): DrawnEffort {
  return { points: points.map(unpackPoint), ...rest };
}

function packPoint({ release, line, isFirst, from, measure, reason }: EffortPoint): PackedPoint {
  const packed: PackedMeasure | null =
    measure === null
      ? null
      : [measure.conflicts, measure.adaptation, measure.own, measure.pressure];
  return [release, line, isFirst ? 1 : 0, from, packed, reason];
}

function unpackPoint([release, line, isFirst, from, measure, reason]: PackedPoint): EffortPoint {
  return {
    release,
    line,
    isFirst: isFirst === 1,
    from,
    measure: measure === null ? null : unpackMeasure(measure),
    reason,
  };
}

function unpackMeasure([conflicts, adaptation, own, pressure]: PackedMeasure) {
  return { conflicts, adaptation, own, pressure };
}
