import { auth, endEarlierSession } from '#app/auth.ts';
import { clientAddress } from '#app/client-address.ts';
import { beginsSession, goOn, hintSignedIn } from '#app/go-on.ts';
import { AUTH_PATH } from '#lib/auth/create-auth.ts';
import { database } from '#lib/db/prisma-client.ts';
import { recordStrangerAudit } from '#lib/db/write/record-stranger-audit.ts';

/** Where GitHub sends a browser back to. The state of the sign-in, which only that browser can have begun, protects it. */
export async function GET(request: Request): Promise<Response> {
  const { search } = new URL(request.url);
  const { origin } = new URL(auth().options.baseURL);
  const answer = await auth().handler(
    new Request(`${origin}${AUTH_PATH}/callback/github${search}`, { headers: request.headers }),
  );
  if (answer.status === 429) return goOn('/sign-in?error=too-many');
  const location = answer.headers.get('Location') ?? '/sign-in?error=failed';
  if (beginsSession(answer)) {
    await endEarlierSession(request);
    return hintSignedIn(goOn(location, answer));
  }
  await recordStrangerAudit(database().prisma, {
    at: new Date(),
    act: 'sign-in-failed',
    target: 'github',
    detail: { why: URL.parse(location, origin)?.searchParams.get('error') ?? 'unknown' },
    address: clientAddress(request),
  });
  return goOn(location, answer);
}
