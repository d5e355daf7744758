// Counts days between two moments by their UTC calendar dates, so that the hour of a commit never changes a count.

const msPerDay = 86_400_000;

/** Days from an upstream release to the port's own; negative when the port was first. */
export function lagDays(releasedAt: Date, publishedAt: Date): number {
  return Math.floor(publishedAt.getTime() / msPerDay) - Math.floor(releasedAt.getTime() / msPerDay);
}

/** The one in the middle; of an even number the longer of the two. Null: there is none. */
export function medianDays(days: readonly number[]): number | null {
  return days.toSorted((a, b) => a - b)[Math.floor(days.length / 2)] ?? null;
}
