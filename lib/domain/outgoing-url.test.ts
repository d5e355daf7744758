import { describe, expect, it } from 'vitest';

import { parseOutgoingUrl } from './outgoing-url.ts';

const nobody: ReadonlySet<string> = new Set();

function reasonOf(text: string, allowed = nobody): string | null {
  const parsed = parseOutgoingUrl(text, allowed);
  return parsed.kind === 'refused' ? parsed.reason : null;
}

describe('parseOutgoingUrl', () => {
  it.each([
    'https://example.org/hook',
    'https://example.org:8443/hook?token=1',
    'https://[2001:db8::1]/hook',
  ])('takes %s', (text) => {
    expect(reasonOf(text)).toBeNull();
  });

  it('drops what is for browsers only', () => {
    const parsed = parseOutgoingUrl('https://example.org/hook#part', nobody);
    expect(parsed.kind === 'ok' && parsed.url.href).toBe('https://example.org/hook');
  });

  it.each([
    ['no address', 'That is not a web address.'],
    [`https://example.org/${'x'.repeat(2000)}`, 'That is not a web address.'],
    ['http://example.org/hook', 'The address must begin with https://.'],
    ['ftp://example.org/hook', 'The address must begin with https://.'],
    ['file:///etc/passwd', 'The address must begin with https://.'],
    ['https://user@example.org/', 'The address must not hold a user or a password.'],
    ['https://user:word@example.org/', 'The address must not hold a user or a password.'],
  ])('refuses %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it.each([
    'localhost',
    'LOCALHOST.',
    'metadata',
    'printer.local',
    'metadata.google.internal',
    'a.localhost',
    'router.lan',
    'box.home.arpa',
  ])('refuses the local name %s', (host) => {
    expect(reasonOf(`https://${host}/`)).toContain('an administrator may allow that host');
  });

  it.each(['22', '25', '80', '6379', '8080', '65535'])('refuses port %s', (port) => {
    expect(reasonOf(`https://example.org:${port}/hook`)).toBe(
      `The port of example.org:${port} is not 443 or 8443: an administrator may allow that host.`,
    );
  });

  it('takes plain http and local names and any port for a host that an administrator allowed, with that very port', () => {
    const allowed = new Set(['chat.internal:8065']);
    expect(reasonOf('http://chat.internal:8065/hooks/1', allowed)).toBeNull();
    expect(reasonOf('https://chat.internal:8065/hooks/1', allowed)).toBeNull();
    expect(reasonOf('http://chat.internal/hooks/1', allowed)).not.toBeNull();
    expect(reasonOf('http://chat.internal:8066/hooks/1', allowed)).not.toBeNull();
    expect(reasonOf('https://example.org:9000/', new Set(['example.org:9000']))).toBeNull();
    expect(reasonOf('https://example.org:9000/', new Set(['example.org']))).not.toBeNull();
    expect(reasonOf('http://user@chat.internal:8065/', allowed)).not.toBeNull();
  });
});
