import { z } from 'zod';

import { ACCOUNT_DISABLED } from '#lib/auth/create-auth.ts';

import { askAuth } from './ask-auth.ts';
import { endEarlierSession } from './auth.ts';
import { goOn, hintSignedIn } from './go-on.ts';

export interface PasswordSignIn {
  readonly email: string;
  readonly password: string;
  /** Where to go then: a path of ours. */
  readonly next: string;
}

export type PasswordOutcome =
  | { readonly kind: 'signed-in'; readonly response: Response }
  | {
      readonly kind: 'refused';
      readonly problem: 'wrong-password' | 'too-many' | typeof ACCOUNT_DISABLED;
    };

const refused = z.object({ code: z.string() });

export async function signInByPassword(
  request: Request,
  { email, password, next }: PasswordSignIn,
): Promise<PasswordOutcome> {
  const answer = await askAuth(request, '/sign-in/email', { email, password });
  if (answer.ok) {
    await endEarlierSession(request);
    return { kind: 'signed-in', response: hintSignedIn(goOn(next, answer)) };
  }
  if (answer.status === 429) return { kind: 'refused', problem: 'too-many' };
  const { data } = refused.safeParse(await answer.json().catch(() => null));
  const isDisabled = data?.code === ACCOUNT_DISABLED;
  return { kind: 'refused', problem: isDisabled ? ACCOUNT_DISABLED : 'wrong-password' };
}
