// As of when a port is judged: whether it is current, which of its lines are still supported, what its users are exposed to.
import type { PortView } from './port-view.ts';

/**
 * Now, once one of its repositories has been looked at. Before that nobody knows what became of either since its recording was made:
 * then as of the end of that day, in UTC.
 */
export function judgedAt(
  {
    recordedAsOf,
    upstream,
    fork,
  }: {
    readonly recordedAsOf: Date | null;
    readonly upstream: Pick<PortView['upstream'], 'listedAt'>;
    readonly fork: Pick<PortView['fork'], 'listedAt'>;
  },
  now: Date,
): Date {
  const isLookedAt = upstream.listedAt !== null || fork.listedAt !== null;
  return recordedAsOf === null || isLookedAt ? now : recordedAsOf;
}
