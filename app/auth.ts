// Sign-in as this installation is set up, and who is signed in; the only place where sessions are read.
import { prismaAdapter } from 'better-auth/adapters/prisma';

import { type Auth, createAuth } from '#lib/auth/create-auth.ts';
import { isSessionLive, isSessionTouchDue } from '#lib/auth/session-life.ts';
import { database } from '#lib/db/prisma-client.ts';
import { getSignedIn, type SignedIn } from '#lib/db/read/get-signed-in.ts';
import { isPersonEnabled } from '#lib/db/read/is-person-enabled.ts';
import { endSession } from '#lib/db/write/end-session.ts';
import { recordPerson } from '#lib/db/write/record-person.ts';
import { recordSignIn } from '#lib/db/write/record-sign-in.ts';
import { touchSession } from '#lib/db/write/touch-session.ts';
import type { Settings } from '#lib/domain/settings.ts';

import { requireAppSecret } from './app-secret.ts';
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
  const { githubClientId, githubClientSecret, githubServerUrl, githubApiUrl } = settings;
  const { prisma } = database();
  return createAuth({
    baseUrl: settings.baseUrl,
    appSecret: requireAppSecret(),
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
    onSession: (session) => recordSignIn(prisma, { ...session, at: new Date() }),
  });
}

/**
 * Who sent a request with these headers. Null: nobody with a session that holds; one that has run out is ended.
 * `isUse`: a person is behind it, which keeps the session going.
 */
export async function readSignedIn(
  headers: Headers,
  now: Date,
  { isUse = true }: { readonly isUse?: boolean } = {},
): Promise<SignedIn | null> {
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
  if (isUse && isSessionTouchDue(signedIn, now))
    await touchSession(prisma, signedIn.sessionId, now);
  return signedIn;
}

/** After somebody signed in anew in the same browser: what it held before is of no more use to anybody. */
export async function endEarlierSession({ headers }: Request): Promise<void> {
  const earlier = await readSignedIn(headers, new Date());
  if (earlier !== null) await endSession(database().prisma, earlier.sessionId);
}
