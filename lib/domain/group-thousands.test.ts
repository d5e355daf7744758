import { expect, test } from 'vitest';

import { groupThousands } from './group-thousands.ts';

test.each([
  [0, '0'],
  [-0, '0'],
  [999, '999'],
  [999.4, '999'],
  [999.6, '1,000'],
  [1000, '1,000'],
  [-8251, '8,251'],
  [1_234_567, '1,234,567'],
])('%d is %s', (value, text) => {
  expect(groupThousands(value)).toBe(text);
});
