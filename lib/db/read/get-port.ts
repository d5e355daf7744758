import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { PortView } from '#lib/domain/port-view.ts';

import { repositoryView } from './list-repositories.ts';

/** The columns of a PortView. */
export const portView = {
  id: true,
  slug: true,
  name: true,
  summary: true,
  goos: true,
  goarch: true,
  layout: true,
  branchPattern: true,
  tagPattern: true,
  proposalUrl: true,
  upstream: { select: repositoryView },
  fork: { select: repositoryView },
} as const;

/** Null: there is no such port. Any text is safe as a slug. */
export async function getPort(db: DatabaseClient, slug: string): Promise<PortView | null> {
  // Postgres refuses a NUL in text; a slug never holds one.
  if (slug.includes('\0')) return null;
  return db.port.findUnique({ where: { slug }, select: portView });
}
