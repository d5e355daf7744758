import { expect, test } from 'vitest';

import { findClientAddress } from './find-client-address.js';

const socket = '10.0.0.1';

test.each([
  ['no proxy: what the header says is not believed', '203.0.113.9', 0, socket],
  ['one proxy: what it wrote', '192.0.2.1', 1, '192.0.2.1'],
  ['one proxy, and a client that wrote more', '203.0.113.9, 192.0.2.1', 1, '192.0.2.1'],
  ['two proxies', '192.0.2.1, 198.51.100.7', 2, '192.0.2.1'],
  [
    'two proxies, and a client that wrote more',
    '203.0.113.9,192.0.2.1,198.51.100.7',
    2,
    '192.0.2.1',
  ],
  ['a proxy that was gone round', '', 1, socket],
  ['fewer entries than proxies', '192.0.2.1', 2, socket],
  ['an address of both kinds', '::ffff:192.0.2.1', 1, '192.0.2.1'],
])('%s', (_, forwarded, proxies, found) => {
  expect(findClientAddress(socket, forwarded, proxies)).toBe(found);
});
