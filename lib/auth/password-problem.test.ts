import { expect, test } from 'vitest';

import { findPasswordProblem } from './password-problem.ts';

const about = ['Ada Lovelace', 'ada@example.org'];

test.each([
  'passwordpassword',
  'P@ssw0rdP@ssw0rd',
  '123456789012345',
  'qwertyuiopasdfgh',
  'aaaaaaaaaaaaaaaaaa',
  'letmeinletmein1234',
  'administrator123',
  'ada@example.org1',
])('%s is too easy to guess', (password) => {
  expect(findPasswordProblem(password, about)).toBe('password-common');
});

test.each(['correct horse battery', 'brachiate-velum-47-otto', 'ünïcödé süd kreide 9'])(
  '%s is taken',
  (password) => {
    expect(findPasswordProblem(password, about)).toBeNull();
  },
);

test('one of 14 characters is too short, one of 129 too long', () => {
  expect(findPasswordProblem('vK3#qzW9!mTx7L', about)).toBe('password-length');
  expect(findPasswordProblem('vK3#qzW9!'.repeat(15), about)).toBe('password-length');
});
