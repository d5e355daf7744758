import { expect, test } from 'vitest';

import { findSha } from './find-sha.ts';

const shas = ['abcdef0123', 'abcdef0456', '9999999999'];

test('as few digits as mean one name it, in capitals too, though it is there twice', () => {
  expect(findSha(shas, 'ABCDEF01')).toBe('abcdef0123');
  expect(findSha([...shas, ...shas], '9999999')).toBe('9999999999');
});

test.each(['abcdef0', '999999', '', 'abcdef0123x', 'abcdef0\u0000', '%%%%%%%', '8888888'])(
  '%j names none',
  (wanted) => {
    expect(findSha(shas, wanted)).toBeUndefined();
  },
);
