import { ageHoldsUntil, formatAge, formatMinute, formatShortAge } from './format-date.ts';

/** "3 minutes ago", as of when the page was made; the exact time on hover. */
export function Age({
  date,
  now,
  isShort = false,
}: {
  readonly date: Date;
  readonly now: Date;
  readonly isShort?: boolean;
}) {
  return (
    // The page is made anew then: lib/jobs/answer-cache.js reads it.
    <time
      dateTime={date.toISOString()}
      title={formatMinute(date)}
      data-until={ageHoldsUntil(date, now).getTime()}
    >
      {isShort ? formatShortAge(date, now) : formatAge(date, now)}
    </time>
  );
}
