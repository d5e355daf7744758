import { expect, test } from 'vitest';

import { isOwnRequest } from './request-origin.ts';

const baseUrl = 'https://tidemark.example.org';

test.each<[string, Record<string, string>, boolean]>([
  ['our own origin', { Origin: baseUrl }, true],
  ['a browser that calls it same-origin', { 'Sec-Fetch-Site': 'same-origin' }, true],
  [
    'an address that BASE_URL does not name, called same-origin by the browser',
    { Origin: 'http://127.0.0.1:3000', 'Sec-Fetch-Site': 'same-origin' },
    true,
  ],
  ['nothing at all', {}, false],
  ['another origin', { Origin: 'https://evil.example' }, false],
  ['a sibling', { Origin: 'https://evil.example.org', 'Sec-Fetch-Site': 'same-site' }, false],
  ['another scheme', { Origin: 'http://tidemark.example.org' }, false],
  ['another port', { Origin: `${baseUrl}:8443` }, false],
  ['a longer name', { Origin: `${baseUrl}.evil.example` }, false],
  ['a sandboxed page', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }, false],
  ['an address typed by hand', { 'Sec-Fetch-Site': 'none' }, false],
  ['only a Referer', { Referer: `${baseUrl}/alerts` }, false],
])('%s', (_, headers, isOwn) => {
  expect(isOwnRequest(new Headers(headers), baseUrl)).toBe(isOwn);
});
