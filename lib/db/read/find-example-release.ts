import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface ExampleRelease {
  readonly slug: string;
  /** The newest that it has a rebase on, still in the fork. Null: none. */
  readonly release: string | null;
}

/** Of the first port by its name in URLs that has a rebase; without any, of the first port. Null: there is no port. */
export async function findExampleRelease(db: DatabaseClient): Promise<ExampleRelease | null> {
  const port = (await findPort(db, { some: inFork })) ?? (await findPort(db, { none: inFork }));
  return port && { slug: port.slug, release: port.rebases[0]?.release ?? null };
}

const inFork = { deletedAt: null };

function findPort(
  db: DatabaseClient,
  rebases: { readonly some: typeof inFork } | { readonly none: typeof inFork },
) {
  return db.port.findFirst({
    where: { rebases },
    orderBy: { slug: 'asc' },
    select: {
      slug: true,
      rebases: {
        where: inFork,
        orderBy: [{ order: 'desc' }, { release: 'desc' }],
        take: 1,
        select: { release: true },
      },
    },
  });
}
