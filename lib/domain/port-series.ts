// What ports are compared by, release by release.
import type { MeasurementSource } from './measurement-source.ts';

export const COMPARED_METRICS = [
  'patch',
  'touched',
  'files',
  'lag',
  'conflicts',
  'adaptation',
] as const;
export type ComparedMetric = (typeof COMPARED_METRICS)[number];

export interface SeriesPoint {
  readonly release: string;
  /** Position in release order, alike for all ports. */
  readonly order: number;
  /** Null: not measured. */
  readonly values: Readonly<Record<ComparedMetric, number | null>>;
}

export interface PortSeries {
  readonly slug: string;
  readonly name: string;
  /** In release order; none where no rebase has been found. */
  readonly points: readonly SeriesPoint[];
  /** One for each of `points`. */
  readonly sources: readonly MeasurementSource[];
}
