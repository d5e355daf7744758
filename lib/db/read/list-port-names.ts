import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface PortName {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly upstreamId: number;
  readonly forkId: number;
}

/** Every port, by name: to choose from. */
export async function listPortNames(db: DatabaseClient): Promise<readonly PortName[]> {
  return db.port.findMany({
    orderBy: { name: 'asc' },
    select: { id: true, slug: true, name: true, upstreamId: true, forkId: true },
  });
}
