import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { RepositoryView } from '#lib/domain/port-view.ts';

/** Every repository that is polled, by name. */
export function listRepositories(db: DatabaseClient): Promise<RepositoryView[]> {
  return db.repository.findMany({ select: repositoryView, orderBy: { fullName: 'asc' } });
}

/** The columns of a RepositoryView. */
export const repositoryView = {
  id: true,
  fullName: true,
  archived: true,
  listedAt: true,
  fetchedAt: true,
  failures: true,
  nextPollAt: true,
} as const;
