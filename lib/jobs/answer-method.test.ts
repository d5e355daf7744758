import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { answerMethod } from './answer-method.js';

const server = createServer((request, response) => {
  if (!answerMethod(request, response)) response.end('left to others');
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  server.close();
  await once(server, 'close');
});

async function answerTo(method: string, path: string) {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port.');
  const asked = ask({ host: '127.0.0.1', port: address.port, path, method, agent: false });
  asked.end();
  const [response]: IncomingMessage[] = await once(asked, 'response');
  if (response === undefined) throw new Error('There is no answer.');
  return [response.statusCode, response.headers['allow'], await text(response)] as const;
}

test.each([
  ['GET', '/'],
  ['GET', '/ports/tamago?releases=first'],
  ['OPTIONS', '/api/v1/ports'],
  ['OPTIONS', '/ports/tamago/badge/burden.json'],
  ['OPTIONS', '/ports/tamago/feed.json?x=1'],
  ['OPTIONS', '/alerts/feed.atom'],
  ['OPTIONS', '/llms.txt'],
  ['POST', '/settings/hosts/host-add'],
  ['POST', '/alerts/01ARZ3NDEKTSV4RRFFQ69G5FAV/acknowledge'],
  ['POST', '/subscribe/ask'],
])('%s %s is left to others', async (method, path) => {
  expect(await answerTo(method, path)).toEqual([200, undefined, 'left to others']);
});

test('HEAD is left to others', async () => {
  expect(await answerTo('HEAD', '/')).toEqual([200, undefined, '']);
});

test.each(['/', '/ports/tamago?x=1', '/api/v1/ports'])(
  'POST to %s, which is only read, is told what it takes',
  async (path) => {
    const [status, allow, body] = await answerTo('POST', path);
    expect([status, allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect(JSON.parse(body)).toMatchObject({ status: 405, title: 'Wrong method' });
  },
);

test('whoever asks what a page takes is told', async () => {
  expect(await answerTo('OPTIONS', '/ports/tamago')).toEqual([204, 'GET, HEAD, OPTIONS', '']);
});

test.each(['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])(
  '%s is taken by nothing',
  async (method) => {
    const [status, , body] = await answerTo(method, '/settings');
    expect(status).toBe(501);
    expect(JSON.parse(body)).toMatchObject({
      detail: `There is nothing here that ${method} could be done to.`,
    });
  },
);

test('whoever asks what the server takes is told', async () => {
  expect(await answerTo('OPTIONS', '*')).toEqual([204, 'GET, HEAD, POST, OPTIONS', '']);
  expect((await answerTo('GET', '*')).slice(0, 2)).toEqual([405, 'OPTIONS']);
});
