import { formatMinute } from './format-date.ts';

export interface WordedAge {
  readonly at: Date;
  /** "3 minutes ago", as of when the page was made. */
  readonly words: string;
  /** Until when the words hold, in milliseconds since 1970: the page is made anew then (lib/jobs/answer-cache.js reads it). */
  readonly until: number;
}

/** The exact time on hover. Of words, so that a table that goes to the browser need not carry what makes them. */
export function AgeTime({ at, words, until }: WordedAge) {
  return (
    <time dateTime={at.toISOString()} title={formatMinute(at)} data-until={until}>
      {words}
    </time>
  );
}
