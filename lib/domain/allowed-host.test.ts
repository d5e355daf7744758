import { expect, test } from 'vitest';

import { parseAllowedHost } from './allowed-host.ts';

test.each([
  ['chat.example.org', 'chat.example.org'],
  ['  Chat.Example.Org ', 'chat.example.org'],
  ['matrix.internal:8448', 'matrix.internal:8448'],
  ['chat.example.org:443', 'chat.example.org'],
  ['10.0.0.7', '10.0.0.7'],
  ['[fd00::7]:8443', '[fd00::7]:8443'],
  // The same address in another spelling is the same host.
  ['0x0a.0.0.7', '10.0.0.7'],
])('%j is %s', (typed, host) => {
  expect(parseAllowedHost(typed)).toBe(host);
});

test.each([
  '',
  'https://chat.example.org',
  'chat.example.org/hook',
  'user@chat.example.org',
  'chat example.org',
  '*.example.org',
  'chat.example.org:99999',
  'chat.example.org?x',
])('%j is no host', (typed) => {
  expect(parseAllowedHost(typed)).toBeNull();
});
