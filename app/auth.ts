// Sign-in as this installation is set up, and who is signed in; the only place where sessions are read.
import { prismaAdapter } from 'better-auth/adapters/prisma';

import { type Auth, createAuth } from '#lib/auth/create-auth.ts';
import { isSessionLive, isSessionTouchDue } from '#lib/auth/session-life.ts';
import { database } from '#lib/db/prisma-client.ts';
import { getSignedIn, type SignedIn } from '#lib/db/read/get-signed-in.ts';
import { isPersonEnabled } from '#lib/db/read/is-person-enabled.ts';
import { endSession } from '#lib/db/write/end-session.ts';
import { recordPerson } from '#lib/db/write/record-person.ts';
import { touchSession } from '#lib/db/write/touch-session.ts';
import type { Settings } from '#lib/domain/settings.ts';

import { readSettings } from './settings.ts';

declare global {
  // Kept on `globalThis`, as the database is.
  var tidemarkAuth: Auth | undefined;
}

export function auth(): Auth {
  globalThis.tidemarkAuth ??= openAuth(readSettings());
  return globalThis.tidemarkAuth;
}

function openAuth(settings: Settings): Auth {
  const { appSecret, githubClientId, githubClientSecret, githubServerUrl, githubApiUrl } = settings;
  if (appSecret === null) {
    throw new Error('APP_SECRET is not set: start the program with `npm start`, which sets it.');
  }
  const { prisma } = database();
  return createAuth({
    baseUrl: settings.baseUrl,
    appSecret,
    database: prismaAdapter(prisma, { provider: 'postgresql', transaction: true }),
    github:
      githubClientId === null || githubClientSecret === null
        ? null
        : {
            clientId: githubClientId,
            clientSecret: githubClientSecret,
            serverUrl: githubServerUrl,
            apiUrl: githubApiUrl,
          },
    onPerson: (person) => recordPerson(prisma, person),
    mayHaveSession: (userId) => isPersonEnabled(prisma, userId),
  });
}

/** Who sent a request with these headers. Null: nobody with a session that holds; one that has run out is ended. */
export async function readSignedIn(headers: Headers, now: Date): Promise<SignedIn | null> {
  if (headers.get('Cookie') === null) return null;
  const found = await auth().api.getSession({ headers, query: { disableRefresh: true } });
  if (found === null) return null;
  const { prisma } = database();
  const signedIn = await getSignedIn(prisma, found.session.token);
  if (signedIn === null) return null;
  if (signedIn.isDisabled || !isSessionLive(signedIn, now)) {
    await endSession(prisma, signedIn.sessionId);
    return null;
  }
  if (isSessionTouchDue(signedIn, now)) await touchSession(prisma, signedIn.sessionId, now);
  return signedIn;
}
