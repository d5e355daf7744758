import { expect, test } from 'vitest';

import { formatBytes, formatProgress } from './format-quantity.ts';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [123_456_789, '123 MB'],
  [2_500_000_000, '2.5 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('progress says how much of what, or how much so far', () => {
  expect(formatProgress(12, 97, 'rebases')).toBe('12 of 97 rebases');
  expect(formatProgress(1, 1, 'rebases')).toBe('1 of 1 rebase');
  expect(formatProgress(5000, null, 'objects')).toBe('5,000 objects');
  expect(formatProgress(1_000_000, 2_000_000, 'bytes')).toBe('1.0 MB of 2.0 MB');
});
