import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { Actor } from '#lib/domain/actor.ts';

export interface SignedIn {
  readonly actor: Actor;
  readonly sessionId: string;
  /** Their name at GitHub. Null: they sign in by password. */
  readonly login: string | null;
  readonly isDisabled: boolean;
  readonly createdAt: Date;
  readonly usedAt: Date;
  readonly expiresAt: Date;
}

/** Whose session a token is of, and what they are allowed to be, as of this moment. Null: there is no such session. */
export async function getSignedIn(db: DatabaseClient, token: string): Promise<SignedIn | null> {
  const session = await db.session.findUnique({
    where: { token },
    include: { user: { include: { maintains: { select: { portId: true } } } } },
  });
  if (session === null) return null;
  const { user, createdAt } = session;
  return {
    actor: {
      userId: user.id,
      name: user.name,
      isAdministrator: user.isAdministrator,
      maintains: user.maintains.map(({ portId }) => portId),
      signedInAt: createdAt,
    },
    sessionId: session.id,
    login: user.login,
    isDisabled: user.disabledAt !== null,
    createdAt,
    usedAt: session.updatedAt,
    expiresAt: session.expiresAt,
  };
}
