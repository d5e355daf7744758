import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';

import {
  addressHash,
  confirmToken,
  isMailLink,
  mailLinkToken,
  makeLinkSecret,
  readMailLink,
  type MailLink,
} from './mail-links.ts';

const appSecret = 'a'.repeat(32);
const link: MailLink = { kind: 'subscription', id: ulid() };

describe('links in mails', () => {
  it('are for one thing, and say which', () => {
    const secret = makeLinkSecret();
    const token = mailLinkToken(link, secret);
    expect(readMailLink(token)).toEqual(link);
    expect(isMailLink(token, link, secret)).toBe(true);
    expect(encodeURIComponent(token)).toBe(token);
  });

  it('are worth nothing for another thing, under another secret, or changed', () => {
    const secret = makeLinkSecret();
    const token = mailLinkToken(link, secret);
    expect(isMailLink(token, link, makeLinkSecret())).toBe(false);
    expect(isMailLink(token, { ...link, id: ulid() }, secret)).toBe(false);
    expect(isMailLink(token, { ...link, kind: 'address' }, secret)).toBe(false);
    expect(
      isMailLink(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, link, secret),
    ).toBe(false);
    expect(isMailLink('', link, secret)).toBe(false);
  });

  it.each(['', 's', 's..', `x.${link.id}.${'a'.repeat(43)}`, `s.${link.id}`, `s.${link.id}.aa`])(
    'are not read out of %j',
    (token) => {
      expect(readMailLink(token)).toBeNull();
    },
  );

  it('ask for a confirmation with the same 256 bits at each attempt, and others for each question', () => {
    const id = ulid();
    expect(confirmToken(id, appSecret)).toBe(confirmToken(id, appSecret));
    expect(confirmToken(ulid(), appSecret)).not.toBe(confirmToken(id, appSecret));
    expect(confirmToken(id, 'b'.repeat(32))).not.toBe(confirmToken(id, appSecret));
    expect(Buffer.from(confirmToken(id, appSecret), 'base64url')).toHaveLength(32);
  });

  it('know a suppressed address however it is spelt', () => {
    expect(addressHash('A.Reader@Example.ORG', appSecret)).toBe(
      addressHash('a.reader@example.org', appSecret),
    );
  });
});
