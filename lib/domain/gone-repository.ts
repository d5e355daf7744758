// Tells a repository that is gone from one that did not answer for a while: one wrong answer is never enough.

export interface FailedPoll {
  readonly at: Date;
  /** As the poll recorded it, e.g. "not-found". */
  readonly failureKind: string;
}

/** Fewer answers of that kind prove nothing. */
export const STRIKES_UNTIL_GONE = 3;
const LEAST_SPAN_MS = 24 * 3_600_000;
/** What a deleted or closed repository answers, and what GitHub at times answers by mistake. */
const STRIKE_KINDS: ReadonlySet<string> = new Set([
  'not-found',
  'gone',
  'unauthorized',
  'unavailable-for-legal-reasons',
]);

/**
 * Since when a repository is to be shown as gone: the time of the first of at least three such answers over at least a
 * day. Null: it is not. `failedPolls` are those since the last poll that did not fail, in any order; other failures between
 * neither count nor clear.
 */
export function goneSince(failedPolls: readonly FailedPoll[]): Date | null {
  const strikes = failedPolls
    .filter(({ failureKind }) => STRIKE_KINDS.has(failureKind))
    .map(({ at }) => at.getTime());
  const first = Math.min(...strikes);
  const isGone =
    strikes.length >= STRIKES_UNTIL_GONE && Math.max(...strikes) - first >= LEAST_SPAN_MS;
  return isGone ? new Date(first) : null;
}
