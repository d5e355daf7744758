import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface EndpointView {
  readonly id: string;
  readonly channel: string;
  readonly name: string;
  /** Host of its address, or the repository. */
  readonly targetLabel: string;
  readonly owner: { readonly id: string; readonly name: string };
  /** "untested", "active" or "disabled". */
  readonly state: string;
  readonly subscriptions: number;
  /** Null: none was delivered. */
  readonly deliveredAt: Date | null;
  readonly dead: number;
}

/** Of one person, or of everybody if `ownerId` is null; by name. */
export async function listEndpoints(
  db: DatabaseClient,
  ownerId: string | null,
): Promise<readonly EndpointView[]> {
  const rows = await db.endpoint.findMany({
    where: ownerId === null ? {} : { ownerId },
    include: {
      owner: { select: { id: true, name: true } },
      _count: {
        select: {
          subscriptions: { where: { endedAt: null } },
          deliveries: { where: { state: 'dead' } },
        },
      },
      deliveries: {
        where: { state: 'delivered' },
        orderBy: { createdAt: 'desc' },
        take: 1,
        select: { deliveredAt: true },
      },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ _count: counts, ...row }) => ({
    id: row.id,
    channel: row.channel,
    name: row.name,
    targetLabel: row.targetLabel,
    owner: row.owner,
    state: row.state,
    subscriptions: counts.subscriptions,
    deliveredAt: row.deliveries[0]?.deliveredAt ?? null,
    dead: counts.deliveries,
  }));
}
