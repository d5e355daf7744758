import { expect, test } from 'vitest';

import { ownPath } from './own-path.ts';

test.each(['/settings', '/alerts?state=open&port=tamago#newest', '/ports/tamago/go1.26.0'])(
  '%s is ours',
  (path) => {
    expect(ownPath(path, '/')).toBe(path);
  },
);

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'javascript:alert(1)',
  'settings',
  '',
  null,
  undefined,
])('%j is not', (text) => {
  expect(ownPath(text, '/settings')).toBe('/settings');
});

test.each(['/a/..//evil.example', '/.//evil.example'])(
  '%s, which a browser would read as another host once resolved, is not',
  (text) => {
    expect(ownPath(text, '/settings')).toBe('/settings');
  },
);
