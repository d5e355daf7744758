import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface EndpointToCreate {
  /** A ULID, made by the caller: what is sealed opens under no other. */
  readonly id: string;
  readonly channel: string;
  readonly name: string;
  readonly ownerId: string;
  /** Sealed (lib/auth/seal-endpoint.ts). */
  readonly target: string;
  readonly targetLabel: string;
  /** Sealed. Null: the channel has none. */
  readonly secret: string | null;
  readonly at: Date;
}

/** Nothing but tests goes there until one has arrived. */
export async function createEndpoint(
  db: DatabaseClient,
  { at, ...endpoint }: EndpointToCreate,
): Promise<void> {
  await db.endpoint.create({ data: { ...endpoint, state: 'untested', createdAt: at } });
}
