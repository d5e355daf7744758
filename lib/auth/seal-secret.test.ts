import { describe, expect, it } from 'vitest';

import { openSecret, SealError, sealSecret, type SecretPlace } from './seal-secret.ts';

const appSecret = 'a'.repeat(32);
const place: SecretPlace = {
  table: 'endpoint',
  column: 'secret',
  id: '01J0000000000000000000000A',
};
const secret = 'whsec_cänary🌊';

describe('sealSecret', () => {
  it('gives back what was sealed, and shows nothing of it', () => {
    const sealed = sealSecret(secret, place, appSecret);
    expect(openSecret(sealed, place, appSecret)).toBe(secret);
    expect(sealed).not.toContain('nary');
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('nary');
  });

  it('gives the empty text back too', () => {
    expect(openSecret(sealSecret('', place, appSecret), place, appSecret)).toBe('');
  });

  it('never seals the same way twice', () => {
    expect(sealSecret(secret, place, appSecret)).not.toBe(sealSecret(secret, place, appSecret));
  });

  it.each([
    ['another table', { ...place, table: 'account' }],
    ['another column', { ...place, column: 'target' }],
    ['another row', { ...place, id: '01J0000000000000000000000B' }],
    ['names that run together the same', { ...place, table: 'endpoint","secret', column: '' }],
  ])('does not open in %s', (_name, other) => {
    const sealed = sealSecret(secret, place, appSecret);
    expect(() => openSecret(sealed, other, appSecret)).toThrow(SealError);
  });

  it('does not open with another APP_SECRET, and says so without the secret', () => {
    const sealed = sealSecret(secret, place, appSecret);
    expect(() => openSecret(sealed, place, 'b'.repeat(32))).toThrow(
      'The secret of endpoint 01J0000000000000000000000A cannot be opened: it was sealed with another APP_SECRET, or changed since.',
    );
  });

  it('does not open once a single bit of it was changed, wherever', () => {
    const [form = '', nonce = '', body = ''] = sealSecret(secret, place, appSecret).split('.');
    for (const [index, part] of [nonce, body].entries()) {
      const bytes = Buffer.from(part, 'base64url');
      for (let at = 0; at < bytes.length; at += 1) {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
        const text = changed.toString('base64url');
        const sealed = [form, index === 0 ? text : nonce, index === 1 ? text : body].join('.');
        expect(() => openSecret(sealed, place, appSecret)).toThrow(SealError);
      }
    }
  });

  it.each(['', 'v1', 'v1..', 'v2.AAAA.AAAA', 'v1.AAAA', `v1..${'A'.repeat(40)}`, secret])(
    'refuses %j, which was never sealed',
    (text) => {
      expect(() => openSecret(text, place, appSecret)).toThrow(SealError);
    },
  );
});
