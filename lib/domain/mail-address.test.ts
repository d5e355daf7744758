import { describe, expect, it } from 'vitest';

import { mailSender, parseMailAddress } from './mail-address.ts';

describe('parseMailAddress', () => {
  it.each([
    ['reader@example.org', 'reader@example.org'],
    [' A.Reader+go@Example.ORG ', 'A.Reader+go@example.org'],
    ["o'neil@sub.example.co", "o'neil@sub.example.co"],
    ['x@xn--bcher-kva.example', 'x@xn--bcher-kva.example'],
  ])('takes %j', (text, address) => {
    expect(parseMailAddress(text)).toBe(address);
  });

  it.each([
    '',
    'reader',
    'reader@',
    '@example.org',
    'reader@localhost',
    'reader@[127.0.0.1]',
    'reader@127.0.0.1',
    '"a b"@example.org',
    'a..b@example.org',
    '.a@example.org',
    'a@-example.org',
    'a@example..org',
    'a b@example.org',
    'Reader <reader@example.org>',
    'reader@example.org, other@example.org',
    'reader@example.org\r\nBcc: other@example.org',
    'reader\n@example.org',
    'lés@example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(250)}.org`,
  ])('refuses %j', (text) => {
    expect(parseMailAddress(text)).toBeNull();
  });
});

describe('mailSender', () => {
  const baseUrl = 'https://tidemark.example.org';
  const smtpUrl = 'smtps://port%40example.net:word@mail.example.net:465';

  it.each([
    ['Tidemark <alerts@example.org>', { name: 'Tidemark', address: 'alerts@example.org' }],
    ['"Tide, mark" <alerts@example.org>', { name: 'Tide, mark', address: 'alerts@example.org' }],
    ['alerts@example.org', { name: null, address: 'alerts@example.org' }],
    ['<alerts@example.org>', { name: null, address: 'alerts@example.org' }],
  ])('is MAIL_FROM, %j', (mailFrom, sender) => {
    expect(mailSender({ mailFrom, smtpUrl, baseUrl })).toEqual(sender);
  });

  it('is the user of the mail server, or made from where the pages are', () => {
    expect(mailSender({ mailFrom: null, smtpUrl, baseUrl })).toEqual({
      name: 'Tidemark',
      address: 'port@example.net',
    });
    expect(mailSender({ mailFrom: null, smtpUrl: 'smtp://127.0.0.1:25', baseUrl })).toEqual({
      name: 'Tidemark',
      address: 'tidemark@tidemark.example.org',
    });
  });
});
