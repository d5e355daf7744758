import { refuseForeign } from '#app/refuse-foreign.ts';
import { startGithubSignIn } from '#app/start-github-sign-in.ts';
import { readForm } from '#app/read-form.ts';
import { ownPath } from '#lib/auth/own-path.ts';

export async function POST(request: Request): Promise<Response> {
  const refusal = refuseForeign(request);
  if (refusal !== null) return refusal;
  const form = await readForm(request);
  return await startGithubSignIn(request, ownPath(form?.get('next'), '/settings'));
}
