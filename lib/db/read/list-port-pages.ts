import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface PortPages {
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  /** Of its rebases still in the fork, newest first. */
  readonly releases: readonly string[];
}

/** What there is a page of: every port by its name in URLs, and its rebases. Two questions, however many there are. */
export async function listPortPages(db: DatabaseClient): Promise<readonly PortPages[]> {
  const ports = await db.port.findMany({
    orderBy: { slug: 'asc' },
    select: {
      slug: true,
      name: true,
      summary: true,
      rebases: {
        where: { deletedAt: null },
        orderBy: [{ order: 'desc' }, { release: 'desc' }],
        select: { release: true },
      },
    },
  });
  return ports.map(({ rebases, ...port }) => ({
    ...port,
    releases: rebases.map(({ release }) => release),
  }));
}
