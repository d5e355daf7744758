import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface SessionView {
  readonly id: string;
  readonly createdAt: Date;
  readonly usedAt: Date;
  readonly expiresAt: Date;
  /** Null: not known. */
  readonly address: string | null;
  /** Null: not known. */
  readonly userAgent: string | null;
}

/** Of one person, the one used last first; those that have run out are not among them. */
export async function listSessions(
  db: DatabaseClient,
  userId: string,
  usedAfter: Date,
): Promise<readonly SessionView[]> {
  const rows = await db.session.findMany({
    where: { userId, updatedAt: { gt: usedAfter } },
    orderBy: { updatedAt: 'desc' },
  });
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.createdAt,
    usedAt: row.updatedAt,
    expiresAt: row.expiresAt,
    address: row.ipAddress || null,
    userAgent: row.userAgent || null,
  }));
}
