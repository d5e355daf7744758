import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** From now on what is new about the port alerts. */
export async function markAlertsBegun(db: DatabaseClient, portId: number, at: Date): Promise<void> {
  await db.port.updateMany({ where: { id: portId, alertsSince: null }, data: { alertsSince: at } });
}
