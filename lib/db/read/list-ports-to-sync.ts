import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface PortToSync {
  readonly id: number;
  readonly slug: string;
  readonly branchPattern: string;
  readonly tagPattern: string | null;
  /** Null: alerts have never looked at it. */
  readonly alertsSince: Date | null;
  readonly upstream: { readonly id: number; readonly fullName: string };
  readonly fork: { readonly id: number };
}

/** Ports that have the repository as their upstream or their fork, or all of them, by slug. */
export function listPortsToSync(
  db: DatabaseClient,
  repositoryId: number | null = null,
): Promise<PortToSync[]> {
  return db.port.findMany({
    where:
      repositoryId === null ? {} : { OR: [{ upstreamId: repositoryId }, { forkId: repositoryId }] },
    select: {
      id: true,
      slug: true,
      branchPattern: true,
      tagPattern: true,
      alertsSince: true,
      upstream: { select: { id: true, fullName: true } },
      fork: { select: { id: true } },
    },
    orderBy: { slug: 'asc' },
  });
}
