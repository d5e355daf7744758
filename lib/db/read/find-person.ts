import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface PersonName {
  readonly id: string;
  readonly name: string;
}

export function findPerson(db: DatabaseClient, id: string): Promise<PersonName | null> {
  return db.user.findUnique({ where: { id }, select: { id: true, name: true } });
}
