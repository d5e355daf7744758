import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface WatchedPortRow {
  readonly slug: string;
  readonly name: string;
  /** Null: alerts have never looked at it. */
  readonly alertsSince: Date | null;
  readonly upstreamId: number;
  readonly upstream: string;
  readonly fork: string;
  /** Both repositories are in the mirror. */
  readonly isFetched: boolean;
}

/** Null: there is no such port. */
export async function getWatchedPort(
  db: DatabaseClient,
  portId: number,
): Promise<WatchedPortRow | null> {
  const repository = { select: { fullName: true, fetchedAt: true } };
  const port = await db.port.findUnique({
    where: { id: portId },
    select: {
      slug: true,
      name: true,
      alertsSince: true,
      upstreamId: true,
      upstream: repository,
      fork: repository,
    },
  });
  if (port === null) return null;
  const { upstream, fork, ...row } = port;
  return {
    ...row,
    upstream: upstream.fullName,
    fork: fork.fullName,
    isFetched: upstream.fetchedAt !== null && fork.fetchedAt !== null,
  };
}
