import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface PersonView {
  readonly id: string;
  readonly name: string;
  /** Their name at GitHub. Null: they sign in by password. */
  readonly login: string | null;
  readonly isAdministrator: boolean;
  readonly isDisabled: boolean;
  /** Ports they are a maintainer of, in order of name. */
  readonly maintains: readonly { readonly portId: number; readonly name: string }[];
  readonly createdAt: Date;
  /** When a session of theirs was last used. Null: they have none. */
  readonly seenAt: Date | null;
  readonly sessions: number;
}

/** Administrators first, then maintainers, then readers, each by name; whoever is disabled comes last. */
export async function listPeople(db: DatabaseClient): Promise<readonly PersonView[]> {
  const rows = await db.user.findMany({
    include: {
      maintains: { include: { port: { select: { name: true } } } },
      sessions: { select: { updatedAt: true }, orderBy: { updatedAt: 'desc' } },
    },
  });
  const people = rows.map((row) => ({
    id: row.id,
    name: row.name,
    login: row.login,
    isAdministrator: row.isAdministrator,
    isDisabled: row.disabledAt !== null,
    maintains: row.maintains
      .map(({ portId, port }) => ({ portId, name: port.name }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    createdAt: row.createdAt,
    seenAt: row.sessions[0]?.updatedAt ?? null,
    sessions: row.sessions.length,
  }));
  return people.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en'));
}

function rank(person: PersonView): number {
  if (person.isDisabled) return 3;
  if (person.isAdministrator) return 0;
  return person.maintains.length > 0 ? 1 : 2;
}
