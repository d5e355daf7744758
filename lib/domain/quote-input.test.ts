import { expect, test } from 'vitest';

import { quoteInput } from './quote-input.ts';

test.each([
  ['tamago', '"tamago"'],
  ['say "x"\n', String.raw`"say \"x\"\n"`],
  ['a\u202Eb', String.raw`"a\u202eb"`],
  ['\u{E0041}', String.raw`"\udb40\udc41"`],
])('%j is quoted so that it can be read as it is', (text, quoted) => {
  expect(quoteInput(text)).toBe(quoted);
  expect(JSON.parse(quoted)).toBe(text);
});

test('whatever is asked for, the sentence stays short', () => {
  expect(quoteInput('x'.repeat(5000))).toBe(`"${'x'.repeat(40)}…"`);
});
