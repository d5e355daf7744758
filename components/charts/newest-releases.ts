// Which releases a chart has room for, and where each of their lines starts.

/** On a narrow screen: more bars would be stripes that nobody can tell apart, or hit. */
export const mostWhenNarrow = 40;

/** `points` in release order. */
export function chooseNewest<Point>(points: readonly Point[], isNarrow: boolean): readonly Point[] {
  return isNarrow ? points.slice(-mostWhenNarrow) : points;
}

/** The first release of each line among `points`, which are in release order. */
export function findLineStarts<Point extends { readonly line: string }>(
  points: readonly Point[],
): readonly Point[] {
  return points.filter(({ line }, index) => points[index - 1]?.line !== line);
}
