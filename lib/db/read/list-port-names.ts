import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface PortName {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly upstreamId: number;
  readonly forkId: number;
  /** Whether alerts have ever looked at it: they do once its repositories are fetched. */
  readonly isWatched: boolean;
}

/** Every port, by name: to choose from. */
export async function listPortNames(db: DatabaseClient): Promise<readonly PortName[]> {
  const ports = await db.port.findMany({
    orderBy: { name: 'asc' },
    select: {
      id: true,
      slug: true,
      name: true,
      upstreamId: true,
      forkId: true,
      alertsSince: true,
    },
  });
  return ports.map(({ alertsSince, ...port }) => ({ ...port, isWatched: alertsSince !== null }));
}
