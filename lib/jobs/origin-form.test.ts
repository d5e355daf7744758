import { expect, test } from 'vitest';

import { toOriginForm } from './origin-form.js';

test.each([
  ['/ports/tamago?x=http://a', '/ports/tamago?x=http://a'],
  ['http://tide.example/ports/tamago?x=1', '/ports/tamago?x=1'],
  ['HTTPS://tide.example:8443/', '/'],
  ['http://tide.example', '/'],
  ['http://tide.example?x=1', '/?x=1'],
  ['//evil.example/x', '//evil.example/x'],
  ['*', '*'],
  ['x', '/x'],
  ['', '/'],
])('%s is %s', (target, path) => {
  expect(toOriginForm(target)).toBe(path);
});
