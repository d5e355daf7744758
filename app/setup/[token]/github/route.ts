import { goOn } from '#app/go-on.ts';
import { refuseForeign } from '#app/refuse-foreign.ts';
import { SETUP_CLAIM_PATH, setupCookie } from '#app/setup/setup-cookie.ts';
import { startGithubSignIn } from '#app/start-github-sign-in.ts';
import { hashSetupToken } from '#lib/auth/setup-token.ts';
import { database } from '#lib/db/prisma-client.ts';
import { isSetupLinkOpen } from '#lib/db/read/is-setup-link-open.ts';

interface Context {
  readonly params: Promise<{ readonly token: string }>;
}

/** The token waits in a cookie of this browser: where GitHub sends it back to is stored, and the token must not be. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const refusal = refuseForeign(request);
  if (refusal !== null) return refusal;
  const { token } = await params;
  if (!(await isSetupLinkOpen(database().prisma, hashSetupToken(token), new Date()))) {
    return goOn(`/setup/${encodeURIComponent(token)}`);
  }
  const response = await startGithubSignIn(request, SETUP_CLAIM_PATH);
  response.headers.append('Set-Cookie', setupCookie.write(token));
  return response;
}
