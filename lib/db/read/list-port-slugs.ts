import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** The names of all ports in URLs, in order. */
export async function listPortSlugs(db: DatabaseClient): Promise<string[]> {
  const rows = await db.port.findMany({ select: { slug: true }, orderBy: { slug: 'asc' } });
  return rows.map(({ slug }) => slug);
}
