// An endpoint that fails is asked ever less often, and in the end no more: by how often in a row, and since when.

export interface EndpointHealth {
  /** Failed attempts since the last that did not fail. */
  readonly failures: number;
  /** When the first of those was. Null: there are none. */
  readonly failingSince: Date | null;
}

export interface FailedEndpoint extends EndpointHealth {
  readonly failingSince: Date;
  /** Nothing is sent before then, and then a single delivery. Null: nothing bars it. */
  readonly pausedUntil: Date | null;
  /** Why it is disabled from now on, in one sentence. Null: it is not. */
  readonly disabledReason: string | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Waits after so many failures in a row; below the first there is none beside each delivery's own. */
const PAUSES_MS: Readonly<Record<number, number>> = {
  5: 5 * MINUTE,
  6: 30 * MINUTE,
  7: 2 * HOUR,
  8: 5 * HOUR,
  9: 10 * HOUR,
};

const MOST_FAILURES = 10;
const MOST_DAYS = 3;

export function afterFailure(
  held: EndpointHealth,
  { now, askedPause }: { readonly now: Date; readonly askedPause: Date | null },
): FailedEndpoint {
  const failures = held.failures + 1;
  const failingSince = held.failingSince ?? now;
  const pauseMs = PAUSES_MS[failures];
  const own = pauseMs === undefined ? null : new Date(now.getTime() + pauseMs);
  const pausedUntil = own !== null && askedPause !== null && askedPause > own ? askedPause : own;
  return {
    failures,
    failingSince,
    pausedUntil: pausedUntil ?? askedPause,
    disabledReason: reasonToDisable(failures, failingSince, now),
  };
}

function reasonToDisable(failures: number, failingSince: Date, now: Date): string | null {
  const since = failingSince.toISOString().slice(0, 16).replace('T', ' ');
  if (now.getTime() - failingSince.getTime() >= MOST_DAYS * 24 * HOUR) {
    return `Nothing has arrived for ${MOST_DAYS} days, since ${since} UTC.`;
  }
  return failures >= MOST_FAILURES
    ? `${failures} attempts in a row have failed, since ${since} UTC.`
    : null;
}
