import { AgeTime } from './age-time.tsx';
import { ageHoldsUntil, formatAge, formatShortAge } from './format-date.ts';

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
    <AgeTime
      at={date}
      words={isShort ? formatShortAge(date, now) : formatAge(date, now)}
      until={ageHoldsUntil(date, now).getTime()}
    />
  );
}
