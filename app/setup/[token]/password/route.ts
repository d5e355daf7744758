import { z } from 'zod';

import { auth } from '#app/auth.ts';
import { goOn } from '#app/go-on.ts';
import { goBackToForm } from '#app/kept-form.ts';
import { readStorableForm } from '#app/read-form.ts';
import { refuseForeign } from '#app/refuse-foreign.ts';
import { signInByPassword } from '#app/sign-in-by-password.ts';
import { findPasswordProblem } from '#lib/auth/password-problem.ts';
import { hashSetupToken } from '#lib/auth/setup-token.ts';
import { database } from '#lib/db/prisma-client.ts';
import { isSetupLinkOpen } from '#lib/db/read/is-setup-link-open.ts';
import { makeFirstAdministrator } from '#lib/db/write/make-first-administrator.ts';

interface Context {
  readonly params: Promise<{ readonly token: string }>;
}

const fields = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254).toLowerCase(),
});

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const refusal = refuseForeign(request);
  if (refusal !== null) return refusal;
  const { token } = await params;
  const tokenHash = hashSetupToken(token);
  const here = `/setup/${encodeURIComponent(token)}`;
  const now = new Date();
  const db = database().prisma;
  // Before any work is done for whoever only guesses.
  if (!(await isSetupLinkOpen(db, tokenHash, now))) return goOn(here);

  const form = await readStorableForm(request);
  const refuse = (why: string) =>
    goBackToForm({
      page: `${here}?problem=${why}`,
      act: 'setup',
      sentence: null,
      form: form ?? new URLSearchParams(),
    });
  const parsed = fields.safeParse(Object.fromEntries(form ?? []));
  if (!parsed.success) return refuse(String(parsed.error.issues[0]?.path[0]));
  const { name, email } = parsed.data;
  const password = form?.get('password') ?? '';
  const problem = findPasswordProblem(password, [name, email, ...email.split('@')]);
  if (problem !== null) return refuse(problem);

  const passwordHash = await (await auth().$context).password.hash(password);
  const administrator = { kind: 'password', name, email, passwordHash } as const;
  const outcome = await makeFirstAdministrator(db, { tokenHash, administrator, now });
  if (outcome === 'address-taken') return refuse(outcome);
  if (outcome === 'link-void') return goOn(here);
  const signedIn = await signInByPassword(request, { email, password, next: '/settings' });
  return signedIn.kind === 'signed-in' ? signedIn.response : goOn('/sign-in');
}
