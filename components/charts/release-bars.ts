// What a chart of releases draws: for each of them a place on the axis, and in it bars that stand on each other.

/** One release: a place on the axis, whether or not it was measured. */
export interface ReleasePoint {
  readonly release: string;
  readonly line: string;
  readonly isFirst: boolean;
  /** Null: not measured. */
  readonly measure: object | null;
}

export interface ReleaseBars<Point> {
  readonly key: string;
  /** Id of its entry in the legend. */
  readonly series: string;
  readonly colour: string;
  /** Null: not measured, nothing is drawn. */
  readonly valueOf: (point: Point) => number | null;
  /** A value of 0 has a bar as well, as low as can be seen: what is not measured has none. */
  readonly isZeroDrawn?: boolean;
  /** Writes the value above the bar of each first release that has one. */
  readonly isLabelled?: boolean;
}
