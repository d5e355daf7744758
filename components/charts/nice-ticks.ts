const steps = [1, 2, 2.5, 5, 10];

/** Whole numbers from 0 to the first round one at or above `max`, at most five of them. */
export function niceTicks(max: number): readonly number[] {
  if (max <= 0) return [0, 1];
  const intervals = max < 4 ? Math.ceil(max) : 4;
  const rough = max / intervals;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor =
    steps.find((each) => each * power >= rough && Number.isInteger(each * power)) ?? 10;
  const step = Math.max(1, factor * power);
  const count = Math.ceil(max / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** The same from `lowest` on, where that is below 0: steps below it are as large as those above. */
export function niceTicksBetween(lowest: number, highest: number): readonly number[] {
  if (lowest >= 0) return niceTicks(highest);
  const [, step = 1] = niceTicks(Math.max(highest, -lowest));
  const below = Math.ceil(-lowest / step);
  const above = Math.ceil(Math.max(0, highest) / step);
  return Array.from({ length: below + above + 1 }, (_, index) => (index - below) * step);
}
