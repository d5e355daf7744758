import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** The id of a port by its name in URLs. Null: there is none. */
export async function findPort(db: DatabaseClient, slug: string): Promise<number | null> {
  const port = await db.port.findUnique({ where: { slug }, select: { id: true } });
  return port?.id ?? null;
}
