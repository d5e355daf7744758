import type { DatabaseClient } from '#lib/db/in-transaction.ts';

import { recordAudit } from './record-audit.ts';

export interface SignIn {
  readonly userId: string;
  /** Null: not known. */
  readonly address: string | null;
  readonly at: Date;
}

export async function recordSignIn(
  db: DatabaseClient,
  { userId, address, at }: SignIn,
): Promise<void> {
  const { name } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true },
  });
  await recordAudit(db, {
    at,
    actor: { userId, name },
    act: 'sign-in',
    target: `person:${userId}`,
    result: 'done',
    detail: { address },
  });
}
