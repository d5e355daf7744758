import { signInByPassword } from '#app/sign-in-by-password.ts';
import { clientAddress } from '#app/client-address.ts';
import { readStorableForm } from '#app/read-form.ts';
import { goBackToForm } from '#app/kept-form.ts';
import { refuseForeign } from '#app/refuse-foreign.ts';
import { ownPath } from '#lib/auth/own-path.ts';
import { database } from '#lib/db/prisma-client.ts';
import { recordStrangerAudit } from '#lib/db/write/record-stranger-audit.ts';

export async function POST(request: Request): Promise<Response> {
  const refusal = refuseForeign(request);
  if (refusal !== null) return refusal;
  const form = await readStorableForm(request);
  const next = ownPath(form?.get('next'), '/settings');
  const email = form?.get('email') ?? '';
  const outcome = await signInByPassword(request, {
    email,
    password: form?.get('password') ?? '',
    next,
  });
  if (outcome.kind === 'signed-in') return outcome.response;
  await recordStrangerAudit(database().prisma, {
    at: new Date(),
    act: 'sign-in-failed',
    target: `address:${email}`,
    detail: { why: outcome.problem },
    address: clientAddress(request),
  });
  return goBackToForm({
    page: `/sign-in?${new URLSearchParams({ error: outcome.problem, next })}`,
    act: 'sign-in',
    sentence: null,
    form: form ?? new URLSearchParams(),
  });
}
