// Why the setup page is shown again; only the code is in the address.
const sentences = new Map(
  Object.entries({
    name: 'Give a name of 1 to 100 characters.',
    email: 'That is no e-mail address.',
    'password-length': 'The password must have 15 to 128 characters.',
    'password-common':
      'That password is too easy to guess: it is common, or made of common parts. A few unrelated words do well.',
    'address-taken':
      'Somebody has an account with that address already: become the administrator with GitHub instead.',
  }),
);

export function describeSetupProblem(code: string): string {
  return sentences.get(code) ?? 'That did not work: try again.';
}
