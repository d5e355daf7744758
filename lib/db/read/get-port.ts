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
  recordedAsOf: true,
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
  // Together: where the database does not answer, neither promise is left without anybody who hears that it failed.
  const [port, repositories] = await Promise.all([
    db.port.findUnique({ where: { slug }, select: portColumns }),
    held,
  ]);
  if (port === null) return null;
  return toPortView(
    port,
    repositories ?? (await listRepositories(db, [port.upstreamId, port.forkId])),
  );
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
