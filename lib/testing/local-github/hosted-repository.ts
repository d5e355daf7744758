// Everything the local GitHub knows of one repository: its git side and what GitHub keeps beside it.
import type { ExposedRepository } from './exposed-repository.ts';

export interface HostedRelease {
  readonly tag: string;
  readonly name: string | null;
  readonly body: string | null;
  readonly prerelease: boolean;
  /** ISO 8601, to the second, as GitHub writes it. */
  readonly publishedAt: string;
}

export interface HostedRepository {
  /** Stays when the repository is renamed. */
  readonly id: number;
  readonly exposed: ExposedRepository;
  readonly fullName: string;
  readonly archived: boolean;
  readonly description: string | null;
  /** Null: the branch that the store's HEAD names. */
  readonly defaultBranch: string | null;
  /** Full name of the repository it was forked from. Null: it is no fork. */
  readonly parent: string | null;
  readonly releases: readonly HostedRelease[];
  /** When a test last moved a ref, in ms since 1970. Null: never. */
  readonly pushedAtMs: number | null;
}

/** The hosted repositories by name: names compare without case, and old names lead to the new one. */
export interface RepositoryDirectory {
  all: () => readonly HostedRepository[];
  byId: (id: number) => HostedRepository | null;
  /** `moved` when the name is one that the repository no longer has. */
  byName: (fullName: string) => { repository: HostedRepository; moved: boolean } | null;
  /** Throws when there is no such repository. */
  demand: (fullName: string) => HostedRepository;
  /** Throws when there is no such repository. */
  change: (
    fullName: string,
    changes: Partial<Omit<HostedRepository, 'id' | 'exposed' | 'fullName'>>,
  ) => void;
  /** The old name leads to the new one. Throws when there is no such repository, or the new name is taken. */
  rename: (fullName: string, newName: string) => void;
}

export function createRepositoryDirectory(
  repositories: readonly HostedRepository[],
): RepositoryDirectory {
  const byId = new Map(repositories.map((repository) => [repository.id, repository]));
  const idByName = new Map(repositories.map(({ id, fullName }) => [fullName.toLowerCase(), id]));

  function byName(fullName: string): { repository: HostedRepository; moved: boolean } | null {
    const id = idByName.get(fullName.toLowerCase());
    const repository = id === undefined ? undefined : byId.get(id);
    if (repository === undefined) return null;
    return {
      repository,
      moved: repository.fullName.toLowerCase() !== fullName.toLowerCase(),
    };
  }

  function demand(fullName: string): HostedRepository {
    const found = byName(fullName);
    if (found === null) throw new Error(`The local GitHub has no repository ${fullName}.`);
    return found.repository;
  }

  return {
    all: () => [...byId.values()],
    byId: (id) => byId.get(id) ?? null,
    byName,
    demand,
    change: (fullName, changes) => {
      const repository = demand(fullName);
      byId.set(repository.id, { ...repository, ...changes });
    },
    rename: (fullName, newName) => {
      const repository = demand(fullName);
      const taken = byName(newName);
      if (taken !== null && taken.repository.id !== repository.id) {
        throw new Error(`The local GitHub has another repository ${newName}.`);
      }
      byId.set(repository.id, { ...repository, fullName: newName });
      idByName.set(newName.toLowerCase(), repository.id);
    },
  };
}
