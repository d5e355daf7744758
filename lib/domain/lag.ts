// Counts days between two moments by their UTC calendar dates, so that the hour of a commit never changes a count.

const msPerDay = 86_400_000;

/** Days from an upstream release to the port's own; negative when the port was first. */
export function lagDays(releasedAt: Date, publishedAt: Date): number {
  return Math.floor(publishedAt.getTime() / msPerDay) - Math.floor(releasedAt.getTime() / msPerDay);
}
