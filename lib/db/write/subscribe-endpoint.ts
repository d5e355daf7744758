import { ulid } from 'ulid';

import { type DatabaseClient, inTransaction } from '#lib/db/in-transaction.ts';
import type { SubscriptionFilters } from '#lib/domain/subscription-filters.ts';

export interface EndpointSubscription {
  readonly endpointId: string;
  readonly filters: SubscriptionFilters;
  readonly at: Date;
}

/** Returns its id; it is owed what happens from now on. Asked for the same again, it is the one there is: nothing is told twice. */
export function subscribeEndpoint(
  db: DatabaseClient,
  { endpointId, filters, at }: EndpointSubscription,
): Promise<string> {
  return inTransaction(db, async (tx) => {
    // Two who ask at the same time wait for each other.
    await tx.$queryRaw`SELECT 1 FROM endpoint WHERE id = ${endpointId} FOR UPDATE`;
    const wanted = toColumns(filters);
    const { portId, leastSeverity, pace } = wanted;
    const held = await tx.subscription.findMany({
      where: { endpointId, endedAt: null, portId, leastSeverity, pace },
    });
    const same = held.find((each) =>
      (['lines', 'subsystems', 'kinds'] as const).every((name) =>
        isSameChoice(each[name], wanted[name]),
      ),
    );
    if (same !== undefined) return same.id;
    const { id } = await tx.subscription.create({
      data: { id: ulid(), endpointId, ...wanted, createdAt: at, activeSince: at },
      select: { id: true },
    });
    return id;
  });
}

/** In whatever order, and however often, each is named. */
function isSameChoice(some: readonly string[], others: readonly string[]): boolean {
  return some.every((each) => others.includes(each)) && others.every((each) => some.includes(each));
}

export function toColumns({
  portId,
  lines,
  subsystems,
  kinds,
  leastSeverity,
  pace,
}: SubscriptionFilters) {
  return {
    portId,
    lines: [...lines],
    subsystems: [...subsystems],
    kinds: [...kinds],
    leastSeverity,
    pace,
  };
}
