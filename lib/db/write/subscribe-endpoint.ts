import { ulid } from 'ulid';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { SubscriptionFilters } from '#lib/domain/subscription-filters.ts';

export interface EndpointSubscription {
  readonly endpointId: string;
  readonly filters: SubscriptionFilters;
  readonly at: Date;
}

/** Returns its id; it is owed what happens from now on. */
export async function subscribeEndpoint(
  db: DatabaseClient,
  { endpointId, filters, at }: EndpointSubscription,
): Promise<string> {
  const { id } = await db.subscription.create({
    data: { id: ulid(), endpointId, ...toColumns(filters), createdAt: at, activeSince: at },
    select: { id: true },
  });
  return id;
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
