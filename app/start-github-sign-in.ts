import { z } from 'zod';

import { askAuth } from './ask-auth.ts';
import { goOn } from './go-on.ts';

const answered = z.object({ url: z.url() });

/** Takes a browser to GitHub, and from there to `next`, a path of ours. */
export async function startGithubSignIn(request: Request, next: string): Promise<Response> {
  const answer = await askAuth(request, '/sign-in/social', {
    provider: 'github',
    callbackURL: next,
    errorCallbackURL: '/sign-in',
    disableRedirect: true,
  });
  if (answer.status === 429) return goOn('/sign-in?error=too-many');
  if (!answer.ok) return goOn('/sign-in?error=not-begun');
  return goOn(answered.parse(await answer.json()).url, answer);
}
