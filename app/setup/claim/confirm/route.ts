import { readSignedIn } from '#app/auth.ts';
import { goOn } from '#app/go-on.ts';
import { readCookie } from '#app/read-cookie.ts';
import { refuseForeign } from '#app/refuse-foreign.ts';
import { SETUP_CLAIM_PATH, setupCookie } from '#app/setup/setup-cookie.ts';
import { hashSetupToken } from '#lib/auth/setup-token.ts';
import { database } from '#lib/db/prisma-client.ts';
import { makeFirstAdministrator } from '#lib/db/write/make-first-administrator.ts';

export async function POST(request: Request): Promise<Response> {
  const refusal = refuseForeign(request);
  if (refusal !== null) return refusal;
  const now = new Date();
  const signedIn = await readSignedIn(request.headers, now);
  if (signedIn === null) return goOn(SETUP_CLAIM_PATH);
  const outcome = await makeFirstAdministrator(database().prisma, {
    tokenHash: hashSetupToken(readCookie(request, setupCookie.name()) ?? ''),
    administrator: { kind: 'person', userId: signedIn.actor.userId },
    now,
  });
  if (outcome !== 'made') return goOn(SETUP_CLAIM_PATH);
  const response = goOn('/settings');
  response.headers.append('Set-Cookie', setupCookie.forget());
  return response;
}
