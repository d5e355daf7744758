// Counts days between two moments: by their UTC calendar dates for lag, by elapsed time for how far ahead something was known.

const msPerDay = 86_400_000;

/** Days from an upstream release to the port's own; negative when the port was first. */
export function lagDays(releasedAt: Date, publishedAt: Date): number {
  return Math.floor(publishedAt.getTime() / msPerDay) - Math.floor(releasedAt.getTime() / msPerDay);
}

/** Whole days of 24 hours from one moment to another; 0 for less than one. Negative, rounded down, when `to` is the earlier. */
export function elapsedDays(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / msPerDay);
}
