import { readSignedIn } from '#app/auth.ts';

/** Who is signed in, for the head of pages that are the same for everybody; null is nobody. Not for other sites. */
export async function GET(request: Request): Promise<Response> {
  const signedIn = await readSignedIn(request.headers, new Date());
  const body =
    signedIn === null
      ? null
      : {
          name: signedIn.actor.name,
          login: signedIn.login,
          isAdministrator: signedIn.actor.isAdministrator,
          maintains: signedIn.actor.maintains.length,
        };
  return Response.json(body, { headers: { 'Cache-Control': 'no-store' } });
}
