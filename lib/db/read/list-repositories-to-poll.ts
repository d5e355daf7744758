// What a poll must know of a repository before it starts, for those that it is time for.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { Prisma } from '#lib/db/generated/client.ts';

export interface RepositoryToPoll {
  readonly id: number;
  readonly fullName: string;
  /** Null: REST has not answered yet. */
  readonly githubId: bigint | null;
  readonly defaultBranch: string | null;
  readonly listedAt: Date | null;
  readonly listingDigest: string | null;
  readonly fetchedAt: Date | null;
  readonly metadataAt: Date | null;
  /** Polls in a row that failed. */
  readonly failures: number;
  readonly nextPollAt: Date | null;
  /** When a ref was last added, moved, deleted or seen again after that. Null: it never had any. */
  readonly lastRefChangeAt: Date | null;
  /** Polls since `metadataAt` in which REST was asked and did not answer. */
  readonly restFailures: { readonly count: number; readonly lastAt: Date } | null;
  /** Ports whose upstream it is. */
  readonly upstreamOf: readonly PortName[];
  /** Ports whose fork it is. */
  readonly forkOf: readonly PortName[];
}

export interface PortName {
  readonly id: number;
  readonly slug: string;
}

export interface RepositoriesToPollFilter {
  /** Only those whose next poll is due then. Null: all. */
  readonly dueAt: Date | null;
  /** Only the upstream and the fork of this port. Null: of all ports. */
  readonly portSlug: string | null;
}

/** Upstreams come first, so that a fork's releases are known when its turn comes; then by name. */
export async function listRepositoriesToPoll(
  db: DatabaseClient,
  { dueAt, portSlug }: RepositoriesToPollFilter,
): Promise<RepositoryToPoll[]> {
  const port: Prisma.PortWhereInput = portSlug === null ? {} : { slug: portSlug };
  const due: Prisma.RepositoryWhereInput =
    dueAt === null ? {} : { OR: [{ nextPollAt: null }, { nextPollAt: { lte: dueAt } }] };
  const ports = { select: { id: true, slug: true }, orderBy: { slug: 'asc' } } as const;
  const rows = await db.repository.findMany({
    where: { AND: [{ OR: [{ upstreamOf: { some: port } }, { forkOf: { some: port } }] }, due] },
    orderBy: { fullName: 'asc' },
    include: { upstreamOf: ports, forkOf: ports },
    omit: { formerNames: true, archived: true },
  });
  const changes = await findLastRefChanges(db, rows);
  const restFailures = await findRestFailures(db, rows);
  const repositories = rows.map((row) =>
    Object.assign(row, {
      lastRefChangeAt: changes.get(row.id) ?? null,
      restFailures: restFailures.get(row.id) ?? null,
    }),
  );
  return [
    ...repositories.filter(({ upstreamOf }) => upstreamOf.length > 0),
    ...repositories.filter(({ upstreamOf }) => upstreamOf.length === 0),
  ];
}

async function findLastRefChanges(
  db: DatabaseClient,
  repositories: readonly { readonly id: number }[],
): Promise<ReadonlyMap<number, Date>> {
  const groups = await db.ref.groupBy({
    by: ['repositoryId'],
    where: { repositoryId: { in: repositories.map(({ id }) => id) } },
    _max: { movedAt: true, deletedAt: true },
  });
  return new Map(
    groups.flatMap(({ repositoryId, _max: { movedAt, deletedAt } }) => {
      const times = [movedAt, deletedAt].flatMap((date) => (date === null ? [] : [date.getTime()]));
      return times.length === 0 ? [] : [[repositoryId, new Date(Math.max(...times))] as const];
    }),
  );
}

async function findRestFailures(
  db: DatabaseClient,
  repositories: readonly { readonly id: number; readonly metadataAt: Date | null }[],
): Promise<ReadonlyMap<number, { readonly count: number; readonly lastAt: Date }>> {
  const groups = await db.poll.groupBy({
    by: ['repositoryId'],
    where: {
      outcome: 'failed',
      restRequests: { gt: 0 },
      OR: repositories.map(({ id, metadataAt }) => ({
        repositoryId: id,
        ...(metadataAt === null ? {} : { startedAt: { gt: metadataAt } }),
      })),
    },
    _count: true,
    _max: { finishedAt: true },
  });
  return new Map(
    groups.flatMap(({ repositoryId, _count: count, _max: { finishedAt: lastAt } }) =>
      lastAt === null ? [] : [[repositoryId, { count, lastAt }] as const],
    ),
  );
}
