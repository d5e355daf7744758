import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { AllowedHosts } from '#lib/domain/outgoing-url.ts';

/** For the look at an outgoing call. */
export async function getAllowedHosts(db: DatabaseClient): Promise<AllowedHosts> {
  const rows = await db.allowedHost.findMany({ select: { host: true } });
  return new Set(rows.map(({ host }) => host));
}
