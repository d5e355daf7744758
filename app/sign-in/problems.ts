// Why somebody is back at the sign-in page. Only the code is in the address: nobody can put words of their own on the page.
import { ACCOUNT_DISABLED } from '#lib/auth/create-auth.ts';

const sentences = new Map(
  Object.entries({
    'signed-out':
      'Nobody is signed in any more, so nothing was changed: sign in, then send it again.',
    'not-fresh':
      'That needs a sign-in of the last 15 minutes, so nothing was changed: sign in, then send it again.',
    'wrong-password': 'That address and password do not belong together.',
    'too-many': 'That was tried too often from your address: wait a quarter of an hour.',
    [ACCOUNT_DISABLED]: 'This account is disabled; an administrator can enable it again.',
    access_denied: 'GitHub was not allowed to say who you are, so nobody was signed in.',
    account_not_linked:
      'Somebody else here has the e-mail address that GitHub gives for you; an administrator can tell who.',
    invalid_code: 'GitHub did not confirm the sign-in: begin again.',
    unable_to_get_user_info: 'GitHub did not say who you are: try again in a minute.',
    state_mismatch: 'That sign-in was begun in another browser, or too long ago: begin again.',
  }),
);

export function describeSignInProblem(code: string): string {
  return sentences.get(code) ?? 'Nobody was signed in: begin again.';
}
