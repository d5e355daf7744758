// People with accounts for tests, and the cookie of a session as a browser would hold it after signing in.
import { createHmac, randomBytes } from 'node:crypto';

import { ulid } from 'ulid';

import { cookieName } from '#lib/auth/create-auth.ts';
import { deriveKey } from '#lib/auth/derive-key.ts';
import { SESSION_ABSOLUTE_MS } from '#lib/auth/session-life.ts';
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface PersonToMint {
  readonly name: string;
  readonly isAdministrator?: boolean;
  /** Ids of ports. */
  readonly maintains?: readonly number[];
}

/** Returns their id. */
export async function mintPerson(db: DatabaseClient, person: PersonToMint): Promise<string> {
  const id = ulid();
  await db.user.create({
    data: {
      id,
      name: person.name,
      email: `${id.toLowerCase()}@example.org`,
      isAdministrator: person.isAdministrator ?? false,
      maintains: {
        create: (person.maintains ?? []).map((portId) => ({ portId, grantedAt: new Date() })),
      },
    },
  });
  return id;
}

export interface SessionToMint {
  readonly userId: string;
  /** As the app has it. */
  readonly appSecret: string;
  /** Of the app's BASE_URL. */
  readonly isHttps?: boolean;
  readonly createdAt?: Date;
  readonly usedAt?: Date;
}

/** Returns a Cookie header. */
export async function mintSession(db: DatabaseClient, session: SessionToMint): Promise<string> {
  const { userId, appSecret, isHttps = false, createdAt = new Date() } = session;
  const token = randomBytes(24).toString('base64url');
  await db.session.create({
    data: {
      id: ulid(),
      token,
      userId,
      createdAt,
      updatedAt: session.usedAt ?? createdAt,
      expiresAt: new Date(createdAt.getTime() + SESSION_ABSOLUTE_MS),
    },
  });
  const key = deriveKey(appSecret, 'sessions').toString('base64url');
  const signature = createHmac('sha256', key).update(token).digest('base64');
  return `${cookieName('session', isHttps)}=${encodeURIComponent(`${token}.${signature}`)}`;
}
