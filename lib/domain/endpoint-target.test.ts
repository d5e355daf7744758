import { describe, expect, it } from 'vitest';

import { parseTarget } from './endpoint-target.ts';

const nobody: ReadonlySet<string> = new Set();

describe('parseTarget', () => {
  it.each([
    [{ channel: 'webhook', url: 'https://example.org:8443/hook?key=1' }, 'example.org:8443'],
    [{ channel: 'slack', url: 'https://hooks.slack.com/services/T/B/x' }, 'hooks.slack.com'],
    [{ channel: 'discord', url: 'https://discord.com/api/webhooks/1/x' }, 'discord.com'],
    [
      { channel: 'matrix', homeserver: 'https://matrix.example.org', roomId: '!abc:example.org' },
      'matrix.example.org',
    ],
    [{ channel: 'github-issue', repository: 'usbarmory/tamago-go' }, 'usbarmory/tamago-go'],
  ])('takes %j and shows no more than where it leads', (input, label) => {
    expect(parseTarget(input, nobody)).toEqual({ kind: 'ok', target: input, label });
  });

  it.each([
    [{ channel: 'pigeon' }, 'There is no such channel.'],
    [{ channel: 'webhook' }, 'The address is missing.'],
    [{ channel: 'webhook', url: 'http://example.org/' }, 'The address must begin with https://.'],
    [
      { channel: 'slack', url: 'https://example.org/services/T/B/x' },
      'The address must be one of hooks.slack.com, or of a host that an administrator allowed.',
    ],
    [
      { channel: 'matrix', homeserver: 'https://matrix.example.org', roomId: '#name:example.org' },
      'The room must be an id like !abc:example.org.',
    ],
    [
      { channel: 'matrix', homeserver: 'https://example.org', roomId: '!a/../b:example.org' },
      'The room must be an id like !abc:example.org.',
    ],
    [
      { channel: 'matrix', homeserver: 'https://example.org/path', roomId: '!a:example.org' },
      'The homeserver is an address without a path.',
    ],
    [
      { channel: 'github-issue', repository: 'usbarmory/tamago-go/issues' },
      'The repository must be written as owner/name.',
    ],
  ])('refuses %j', (input, reason) => {
    expect(parseTarget(input, nobody)).toEqual({ kind: 'refused', reason });
  });

  it('takes another host for a service that an administrator allowed it for', () => {
    const input = { channel: 'slack', url: 'http://chat.internal:8065/hooks/1' };
    expect(parseTarget(input, new Set(['chat.internal:8065']))).toMatchObject({ kind: 'ok' });
  });
});
