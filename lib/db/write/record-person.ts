import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface PersonAtGithub {
  readonly id: number;
  readonly login: string;
  readonly name: string;
}

/** Keeps the names of somebody who has an account; a new one is made elsewhere. People may rename themselves at GitHub. */
export async function recordPerson(
  db: DatabaseClient,
  { id, login, name }: PersonAtGithub,
): Promise<void> {
  await db.user.updateMany({
    where: { accounts: { some: { providerId: 'github', accountId: String(id) } } },
    data: { login, name },
  });
}
