// Hosts that outgoing calls may reach although their address is private.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface HostToAllow {
  readonly host: string;
  readonly addedById: string;
  readonly addedAt: Date;
}

/** False: it is allowed already. */
export async function allowHost(db: DatabaseClient, host: HostToAllow): Promise<boolean> {
  const { count } = await db.allowedHost.createMany({ data: [host], skipDuplicates: true });
  return count > 0;
}

/** False: it was not allowed. */
export async function disallowHost(db: DatabaseClient, host: string): Promise<boolean> {
  const { count } = await db.allowedHost.deleteMany({ where: { host } });
  return count > 0;
}
