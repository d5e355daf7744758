// How long a server asks to be left alone: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after

/** No server makes us wait longer: a wrong header must not silence us for good. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** A server's clock is believed up to this far from ours, and its times are then taken as distances from its own now. */
const MOST_SKEW_MS = 3_600_000;

export interface ServerTime {
  /** What its `Date` header says. Null: it says nothing. */
  readonly date: string | null;
  /** Our own clock. */
  readonly now: Date;
}

/** `Retry-After` as seconds or as a date, in milliseconds from 0 to a day; null when it is not there or makes no sense. */
export function retryAfterMs(value: string | null, time: ServerTime): number | null {
  if (value === null) return null;
  if (/^\d{1,15}$/.test(value.trim())) return boundWait(Number(value) * 1000);
  // A date has letters; what else Date.parse takes, such as "-5" or "1.5", is none.
  const until = /[a-z]{3}/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(until) ? null : waitUntil(until, time);
}

/** Milliseconds until a moment of the server's, in milliseconds since 1970: from 0 to a day. */
export function waitUntil(moment: number, { date, now }: ServerTime): number {
  const said = Date.parse(date ?? '');
  const serverNow = Math.abs(said - now.getTime()) <= MOST_SKEW_MS ? said : now.getTime();
  return boundWait(moment - serverNow);
}

function boundWait(waitMs: number): number {
  return Math.min(Math.max(waitMs, 0), LONGEST_WAIT_MS);
}
