import { readSignedIn } from '#app/auth.ts';
import { forgetSignedIn, goOn } from '#app/go-on.ts';
import { refuseForeign } from '#app/refuse-foreign.ts';
import { cookieName } from '#lib/auth/create-auth.ts';
import { inTransaction } from '#lib/db/in-transaction.ts';
import { database } from '#lib/db/prisma-client.ts';
import { endSession } from '#lib/db/write/end-session.ts';
import { recordAudit } from '#lib/db/write/record-audit.ts';
import { readSettings } from '#app/settings.ts';

export async function POST(request: Request): Promise<Response> {
  const refusal = refuseForeign(request);
  if (refusal !== null) return refusal;
  const now = new Date();
  const signedIn = await readSignedIn(request.headers, now);
  if (signedIn !== null) {
    const { actor, sessionId } = signedIn;
    await inTransaction(database().prisma, async (tx) => {
      await endSession(tx, sessionId);
      const target = `person:${actor.userId}`;
      await recordAudit(tx, { at: now, actor, act: 'sign-out', target, result: 'done' });
    });
  }
  const isHttps = readSettings().baseUrl.startsWith('https:');
  const response = forgetSignedIn(goOn('/'));
  response.headers.append(
    'Set-Cookie',
    `${cookieName('session', isHttps)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`,
  );
  return response;
}
