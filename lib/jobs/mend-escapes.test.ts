import { expect, test } from 'vitest';

import { mendEscapes } from './mend-escapes.js';

test.each([
  ['/', '/'],
  ['/ports/tamago?subsystem=go-command', '/ports/tamago?subsystem=go-command'],
  ['/ports/%C3%A9/go1.26.0', '/ports/%C3%A9/go1.26.0'],
  ['/ports/%E0%A4', '/ports/%25E0%25A4'],
  ['/ports/%', '/ports/%25'],
  ['/ports/a%20%zz/b%20c', '/ports/a%2520%25zz/b%20c'],
  ['/ports/%E0/%A4', '/ports/%25E0/%25A4'],
  ['/ports/x?query=%E0', '/ports/x?query=%E0'],
  ['/ports/%?query=%', '/ports/%25?query=%'],
  ['*', '*'],
  ['', ''],
])('%j becomes %j', (target, mended) => {
  expect(mendEscapes(target)).toBe(mended);
});

test('what comes out can be unescaped part by part, and stays as it is the next time', () => {
  for (let code = 0; code < 0x300; code += 1) {
    const target = `/a/%${code.toString(16)}/${encodeURIComponent(String.fromCodePoint(code))}`;
    const mended = mendEscapes(target);
    expect(() => mended.split('/').map(decodeURIComponent)).not.toThrow();
    expect(mendEscapes(mended)).toBe(mended);
  }
});
