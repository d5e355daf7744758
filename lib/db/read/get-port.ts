import { StorageError } from '#lib/db/storage-error.ts';
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { PortView, RepositoryView } from '#lib/domain/port-view.ts';

import { listRepositories } from './list-repositories.ts';

import type { Prisma } from '#lib/db/generated/client.ts';

/** The columns of a port without its repositories, and their ids. */
export const portColumns = {
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
  upstreamId: true,
  forkId: true,
} as const;

export type PortRow = Prisma.PortGetPayload<{ select: typeof portColumns }>;

/** Null: there is no such port. Any text is safe as a slug. `held`: repositories that have been read already. */
export async function getPort(
  db: DatabaseClient,
  slug: string,
  held?: Promise<readonly RepositoryView[]>,
): Promise<PortView | null> {
  // Postgres refuses a NUL in text; a slug never holds one.
  if (slug.includes('\0')) return null;
  const port = await db.port.findUnique({ where: { slug }, select: portColumns });
  if (port === null) return null;
  const repositories = held ?? listRepositories(db, [port.upstreamId, port.forkId]);
  return toPortView(port, await repositories);
}

/** `repositories` must hold the port's two. */
export function toPortView(
  { upstreamId, forkId, ...port }: PortRow,
  repositories: readonly RepositoryView[],
): PortView {
  const upstream = repositories.find(({ id }) => id === upstreamId);
  const fork = repositories.find(({ id }) => id === forkId);
  if (upstream === undefined || fork === undefined) {
    throw new StorageError(`The port ${port.slug} has lost a repository.`);
  }
  return { ...port, upstream, fork };
}
