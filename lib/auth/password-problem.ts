// What is wrong with a password, if anything: too short, or soon found by whoever tries the common ones, repeats and keyboard runs first.
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

import { LEAST_PASSWORD_LENGTH, MOST_PASSWORD_LENGTH } from './password-length.ts';

export type PasswordProblem = 'password-length' | 'password-common';

/** Of 4: "safely unguessable", at least 10^8 guesses. */
const LEAST_SCORE = 3;

let estimator: ZxcvbnFactory | null = null;

/** `about` is what others know of its owner and would try: name, address. */
export function findPasswordProblem(
  password: string,
  about: readonly string[],
): PasswordProblem | null {
  if (password.length < LEAST_PASSWORD_LENGTH || password.length > MOST_PASSWORD_LENGTH) {
    return 'password-length';
  }
  // 57,000 common passwords and words: only read when somebody chooses one.
  estimator ??= new ZxcvbnFactory({ dictionary: { ...dictionary }, graphs: adjacencyGraphs });
  const { score } = estimator.check(password, ['tidemark', ...about]);
  return score < LEAST_SCORE ? 'password-common' : null;
}
