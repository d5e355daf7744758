import { Age } from '#components/ui/age.tsx';
import { formatCount } from '#components/ui/format-count.ts';
import type { RateLimitView } from '#lib/domain/status-view.ts';

/** What GitHub last said of its rate limit, in sentences. */
export function RateLimits({
  limits,
  now,
}: {
  readonly limits: readonly RateLimitView[];
  readonly now: Date;
}) {
  if (limits.length === 0) {
    return <p className="text-muted">GitHub’s REST API has not been asked yet.</p>;
  }
  return (
    <ul className="space-y-2">
      {limits.map((limit) => (
        <li key={`${limit.isAnonymous}${limit.updatedAt.getTime()}`}>
          <RateLimit limit={limit} now={now} />
        </li>
      ))}
    </ul>
  );
}

function RateLimit({ limit, now }: { readonly limit: RateLimitView; readonly now: Date }) {
  const { isAnonymous, remaining, resetAt, pausedUntil, pauseReason, updatedAt } = limit;
  const isPaused = pausedUntil !== null && pausedUntil > now;
  return (
    <>
      <p>
        {isAnonymous ? 'Without a token' : 'With a token'}:{' '}
        {remaining === null || limit.limit === null ? (
          'GitHub has not said how much is left'
        ) : (
          <span className="num">
            {formatCount(remaining)} of {formatCount(limit.limit)} requests left
          </span>
        )}
        {resetAt !== null && resetAt > now && (
          <>
            , refilled <Age date={resetAt} now={now} />
          </>
        )}
        <span className="text-muted">
          {' '}
          (said <Age date={updatedAt} now={now} />)
        </span>
      </p>
      {isPaused && (
        <p className="mt-1 max-w-prose border-l-2 border-worse pl-3">
          No REST request is made for now; the next may go out <Age date={pausedUntil} now={now} />.{' '}
          {pauseReason}
        </p>
      )}
    </>
  );
}
