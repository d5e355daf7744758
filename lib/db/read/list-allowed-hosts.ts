import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface AllowedHostView {
  readonly host: string;
  readonly addedAt: Date;
  /** Null: that account is gone. */
  readonly addedBy: string | null;
}

export async function listAllowedHosts(db: DatabaseClient): Promise<readonly AllowedHostView[]> {
  const rows = await db.allowedHost.findMany({
    include: { addedBy: { select: { name: true } } },
    orderBy: { host: 'asc' },
  });
  return rows.map(({ host, addedAt, addedBy }) => ({
    host,
    addedAt,
    addedBy: addedBy?.name ?? null,
  }));
}
