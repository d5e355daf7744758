// The first administrator, made by the link that was printed at the start: once, and only while there is none.
import { ulid } from 'ulid';

import { type DatabaseClient, inTransaction } from '#lib/db/in-transaction.ts';
import { hasAdministrator } from '#lib/db/read/has-administrator.ts';

import { recordAudit } from './record-audit.ts';

export type FirstAdministrator =
  | {
      readonly kind: 'password';
      readonly name: string;
      /** In small letters. */
      readonly email: string;
      /** As better-auth makes it. */
      readonly passwordHash: string;
    }
  /** Somebody who has signed in by GitHub. */
  | { readonly kind: 'person'; readonly userId: string };

export type SetupOutcome = 'made' | 'link-void' | 'address-taken';

export interface Setup {
  readonly tokenHash: string;
  readonly administrator: FirstAdministrator;
  readonly now: Date;
}

/** Of two that use the same link at once, one is made. */
export function makeFirstAdministrator(db: DatabaseClient, setup: Setup): Promise<SetupOutcome> {
  const { tokenHash, administrator, now } = setup;
  return inTransaction(db, async (tx) => {
    // Two links of two starts must not make two, either.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('administrators'))`;
    if (await hasAdministrator(tx)) return 'link-void';
    if (administrator.kind === 'password') {
      const { email } = administrator;
      if ((await tx.user.count({ where: { email } })) > 0) return 'address-taken';
    }
    const { count } = await tx.setupLink.updateMany({
      where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0) return 'link-void';
    const made = await makeAdministrator(tx, administrator);
    await recordAudit(tx, {
      at: now,
      actor: { userId: made.id, name: made.name },
      act: 'setup',
      target: `person:${made.id}`,
      result: 'done',
      detail: { by: administrator.kind === 'password' ? 'password' : 'github' },
    });
    return 'made';
  });
}

async function makeAdministrator(tx: DatabaseClient, administrator: FirstAdministrator) {
  const isAdministrator = true;
  const select = { id: true, name: true };
  if (administrator.kind === 'person') {
    const where = { id: administrator.userId };
    return await tx.user.update({ where, data: { isAdministrator }, select });
  }
  const { name, email, passwordHash } = administrator;
  const id = ulid();
  return await tx.user.create({
    data: {
      id,
      name,
      email,
      isAdministrator,
      // better-auth's own form of a password.
      accounts: {
        create: { id: ulid(), providerId: 'credential', accountId: id, password: passwordHash },
      },
    },
    select,
  });
}
