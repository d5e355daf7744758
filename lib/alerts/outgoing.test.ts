import type { LookupFunction } from 'node:net';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { OUTGOING_PORTS } from '#lib/domain/outgoing-url.ts';
import { startWebhookSink, type WebhookSink } from '#lib/testing/sinks/webhook-sink.ts';

import { callOutgoing, type OutgoingAnswer, type OutgoingOptions } from './outgoing.ts';

const limits = { connectMs: 1_000, totalMs: 1_500, answerBytes: 65_536 };

let sink: WebhookSink;
let canary: WebhookSink;
beforeEach(async () => {
  sink = await startWebhookSink();
  canary = await startWebhookSink({ isTls: true });
});
afterEach(async () => {
  await sink.close();
  await canary.close();
});

function call(url: string, change: Partial<OutgoingOptions> = {}): Promise<OutgoingAnswer> {
  return callOutgoing(
    { method: 'POST', url, headers: { 'content-type': 'application/json' }, body: '{"ä":1}' },
    // The canary's port too, so that it is the address for which a call is refused.
    {
      allowedHosts: new Set([sink.host]),
      ports: new Set([`${canary.port}`, '443']),
      limits,
      ...change,
    },
  );
}

/** A name server whose answers are these, one after the other. */
function answering(...answers: readonly (readonly string[])[]): LookupFunction {
  let asked = 0;
  return (_hostname, { all }, done) => {
    const found = (answers[Math.min(asked, answers.length - 1)] ?? []).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    asked += 1;
    if (all === true) done(null, found);
    else done(null, found[0]?.address ?? '', found[0]?.family ?? 4);
  };
}

describe('a host that an administrator allowed', () => {
  it('is sent the very bytes, and its answer is returned', async () => {
    expect(await call(`${sink.url}/hook?a=1`)).toMatchObject({
      kind: 'answered',
      status: 200,
      text: 'ok',
      retryAfter: null,
    });
    expect(sink.receipts()).toMatchObject([
      {
        method: 'POST',
        path: '/hook?a=1',
        body: '{"ä":1}',
        headers: { 'content-type': 'application/json', 'content-length': '8' },
      },
    ]);
  });

  it.each([429, 500, 410])('answers %d, and that is no error of ours', async (status) => {
    sink.script([{ kind: 'status', status, headers: { 'retry-after': '3' } }]);
    expect(await call(sink.url)).toMatchObject({ status, retryAfter: '3' });
  });

  it('leads nowhere else: a redirect is an answer', async () => {
    const location = `${canary.url}/secret`;
    sink.script([{ kind: 'status', status: 302, headers: { location } }]);
    expect(await call(sink.url)).toMatchObject({ kind: 'answered', status: 302 });
    expect(canary.connections()).toBe(0);
  });

  it('has answered once the header is there, however the body ends', async () => {
    sink.script([{ kind: 'hang-after-headers', status: 200 }]);
    expect(await call(sink.url)).toMatchObject({ kind: 'answered', status: 200, text: 'and' });
  });

  it('is read no further than 64 kB', async () => {
    sink.script([{ kind: 'flood', status: 200, bytes: 10_000_000 }]);
    const answer = await call(sink.url);
    expect(answer).toMatchObject({ kind: 'answered', status: 200 });
    expect(answer.kind === 'answered' && answer.text.length).toBe(65_536);
  });

  it('is waited for no longer than the limit', async () => {
    sink.script([{ kind: 'hang' }]);
    expect(await call(sink.url)).toEqual({
      kind: 'failed',
      reason: `${sink.host} did not answer within 1.5 s.`,
    });
  });

  it('may drop the connection, and nobody listens any more', async () => {
    sink.script([{ kind: 'drop' }]);
    expect(await call(sink.url)).toMatchObject({ kind: 'failed' });
    await sink.close();
    expect(await call(sink.url)).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('could not be reached'),
    });
    sink = await startWebhookSink();
  });

  it('must still prove who it is', async () => {
    const answer = await call(canary.url, { allowedHosts: new Set([canary.host]) });
    expect(answer).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/self-signed certificate/),
    });
    expect(canary.receipts()).toEqual([]);
  });

  it('is allowed with its port, and no other', async () => {
    expect(await call(`https://127.0.0.1:${canary.port}/`)).toMatchObject({ kind: 'refused' });
    expect(canary.connections()).toBe(0);
  });
});

describe('any other host', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[fe80::1]',
    '[fd00::1]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '168.63.129.16',
    '224.0.0.1',
    '255.255.255.255',
  ])('is refused at %s', async (host) => {
    expect(await call(`https://${host}:${canary.port}/`)).toMatchObject({ kind: 'refused' });
    expect(canary.connections()).toBe(0);
  });

  it.each([
    [['127.0.0.1']],
    [['::1']],
    [['::127.0.0.1']],
    [['10.1.2.3']],
    [['169.254.169.254']],
    [['168.63.129.16']],
    // One good address does not excuse the other.
    [['93.184.215.14', '127.0.0.1']],
    [['127.0.0.1', '93.184.215.14']],
  ])('is refused when its name leads to %j', async (addresses) => {
    const lookup = answering(addresses);
    const answer = await call(`https://hooks.example.org:${canary.port}/`, { lookup });
    expect(answer).toEqual({
      kind: 'refused',
      reason: `hooks.example.org:${canary.port} leads to an address of a private network: an administrator may allow that host.`,
    });
    expect(canary.connections()).toBe(0);
  });

  it('is looked at at each connection, so that a name which flips between two finds no way in', async () => {
    // Nobody answers in the range for documentation (RFC 5737); the agent takes it for reserved, too.
    const lookup = answering(['203.0.113.1'], ['127.0.0.1'], ['203.0.113.1'], ['127.0.0.1']);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const answer = await call(`https://flip.example.org:${canary.port}/`, { lookup });
      expect(answer.kind).not.toBe('answered');
    }
    expect(canary.connections()).toBe(0);
  });

  it('is not reached through a proxy that the environment names', async () => {
    const before = { ...process.env };
    process.env['HTTPS_PROXY'] = sink.url;
    process.env['https_proxy'] = sink.url;
    try {
      const lookup = answering(['127.0.0.1']);
      expect(await call('https://hooks.example.org/', { lookup })).toMatchObject({
        kind: 'refused',
      });
      expect(sink.connections()).toBe(0);
    } finally {
      process.env = before;
    }
  });

  it('is called at the ports of web servers only', async () => {
    for (const port of [22, 25, 80, 5432, 8080]) {
      const answer = await call(`https://hooks.example.org:${port}/`, {
        ports: OUTGOING_PORTS,
        lookup: answering(['93.184.215.14']),
      });
      expect(answer).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/^The port/) });
    }
  });

  it('is called by https only, without a password, and by a name that the world knows', async () => {
    for (const url of [
      'http://hooks.example.org/',
      'https://user:word@hooks.example.org/',
      'https://localhost/',
      'https://metadata.google.internal/',
    ]) {
      expect(await call(url)).toMatchObject({ kind: 'refused' });
    }
  });
});
