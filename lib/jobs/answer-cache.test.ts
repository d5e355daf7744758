import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { runInNewContext } from 'node:vm';

import { afterEach, expect, test } from 'vitest';

import { createAnswerCache } from './answer-cache.js';

const begin = Date.UTC(2026, 10, 28);

/** What stands where Next does: says how many answers were made anew before. */
type Make = (request: IncomingMessage, response: ServerResponse, made: number) => unknown;

const plain: Make = (_, response, made) => response.end(`answer ${made}`);

const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function serve(
  make: Make = plain,
  options: { readonly mostBytes?: number; readonly mostWaiting?: number } = {},
) {
  const world = { now: begin, version: 'first' as string | null, came: 0, gone: 0, made: 0 };
  const cache = createAnswerCache({
    readVersion: async () => world.version,
    now: () => world.now,
    ...options,
  });
  const server = createServer((request, response) => {
    world.came += 1;
    response.once('close', () => {
      world.gone += 1;
    });
    void cache.answer(request, response, async () => {
      world.made += 1;
      await make(request, response, world.made);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    server.close();
    server.closeAllConnections();
    return once(server, 'close');
  });
  const port = portOf(server.address());
  const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const request = get({ host: '127.0.0.1', port, path, headers, method, agent: false });
    const [response]: IncomingMessage[] = await once(request, 'response');
    if (response === undefined) throw new Error('There is no answer.');
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  };
  return {
    world,
    port,
    ask,
    body: async (...asked: Parameters<typeof ask>) => (await ask(...asked)).body,
  };
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('It has no port.');
  return address.port;
}

test('an answer is given again while nothing has changed, with the same status, headers and bytes', async () => {
  const { ask, world } = await serve((_, response, made) => {
    response.setHeader('ETag', `W/"${made}"`);
    response.setHeader('Content-Type', 'application/json');
    response.write('{"made":');
    response.end(`${made}}`);
  });
  const first = await ask('/api/v1/ports');
  world.now += 20_000;
  const second = await ask('/api/v1/ports');
  expect([second.status, second.body]).toEqual([200, '{"made":1}']);
  expect(second.headers).toMatchObject({
    etag: 'W/"1"',
    'content-type': 'application/json',
    'cache-status': 'tidemark; hit',
  });
  expect([first.body, first.headers['cache-status']]).toEqual(['{"made":1}', undefined]);
});

test('what has changed shows at the next look a second later, and an answer never gets old', async () => {
  const { body, world } = await serve();
  expect(await body('/')).toBe('answer 1');
  world.version = 'second';
  world.now += 999;
  expect(await body('/')).toBe('answer 1');
  world.now += 1;
  expect(await body('/')).toBe('answer 2');
  world.now += 29_999;
  expect(await body('/')).toBe('answer 2');
  world.now += 1;
  expect(await body('/')).toBe('answer 3');
});

test('an answer that took long to make is good for longer, and not for much', async () => {
  let takesMs = 200;
  const { body, world } = await serve((_, response, made) => {
    world.now += takesMs;
    response.end(`answer ${made}`);
  });
  for (const [ms, leastLifeMs] of [
    [200, 2000],
    [900, 3000],
  ] as const) {
    takesMs = ms;
    world.now += 60_000;
    await body('/');
    const { made } = world;
    world.version = `after ${ms}`;
    // It was begun so long ago already.
    world.now += leastLifeMs - ms - 1;
    await body('/');
    expect(world.made).toBe(made);
    takesMs = 0;
    world.now += 1;
    await body('/');
    expect(world.made).toBe(made + 1);
  }
});

test('while the database does not answer, nothing is given again after a second', async () => {
  const { body, world } = await serve();
  expect(await body('/')).toBe('answer 1');
  world.version = null;
  world.now += 1000;
  expect(await body('/')).toBe('answer 2');
  world.now += 1000;
  expect(await body('/')).toBe('answer 3');
});

test('while the database does not answer, whoever waits for it keeps nobody else waiting, up to a bound', async () => {
  const held: ServerResponse[] = [];
  const hold: Make = (_, response) => {
    held.push(response);
    return once(response, 'close');
  };
  const { ask, world } = await serve(hold, { mostWaiting: 8 });
  world.version = null;
  const asked = Array.from({ length: 8 }, (_, number) => ask(`/?${number}`));
  await expect.poll(() => held.length).toBe(8);
  expect((await ask('/?late')).status).toBe(503);
  for (const response of held.splice(0)) response.end('made');
  expect((await Promise.all(asked)).map(({ body }) => body)).toEqual(asked.map(() => 'made'));
  const later = ask('/?later');
  await expect.poll(() => held.length).toBe(1);
  held[0]?.end('made');
  expect((await later).body).toBe('made');
});

test.each([
  ['HTML', 'text/html; charset=utf-8', (until: number) => `<time data-until="${until}">3 minutes`],
  ['what a page’s code is sent', 'text/x-component', (until: number) => `{"data-until":${until}}`],
  [
    'data inside HTML',
    'text/html',
    (until: number) => String.raw`<script>push("{\"data-until\":${until}}")</script>`,
  ],
])(
  'an age in %s is said no longer than it holds, the first to change deciding',
  async (_, type, say) => {
    const { body, world } = await serve((__, response, made) => {
      response.setHeader('Content-Type', type);
      response.end(`${say(begin + 9000)}${say(begin + 5000)}${made}`);
    });
    await body('/');
    world.now += 4999;
    await body('/');
    expect(world.made).toBe(1);
    world.now += 1;
    await body('/');
    expect(world.made).toBe(2);
  },
);

test('an answer is packed once for all who can unpack it, and says so', async () => {
  const page = `<p>${'word '.repeat(1000)}</p>`;
  const asked: (string | undefined)[] = [];
  const { ask } = await serve((request, response) => {
    asked.push(request.headers['accept-encoding']);
    response.setHeader('Content-Type', 'text/html');
    response.writeHead(200, 'OK', { Vary: 'rsc' });
    // As Next does before it makes a page.
    response.flushHeaders();
    response.end(page);
  });
  const packed = { 'Accept-Encoding': 'gzip, br' };
  const [first, second, whole] = [await ask('/', packed), await ask('/', packed), await ask('/')];
  for (const { headers } of [first, second]) {
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'rsc, Accept-Encoding' });
    expect(Number(headers['content-length'])).toBeLessThan(200);
  }
  expect([whole.body, whole.headers['content-encoding']]).toEqual([page, undefined]);
  expect(whole.headers.vary).toBe('rsc, Accept-Encoding');
  expect(asked).toEqual([undefined, undefined]);
});

test('the scripts of a page are asked for once it is painted, in their order, and nothing else of it changes', async () => {
  const { body } = await serve((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      '<head><link rel="preload" as="script" fetchPriority="low" href="/_next/static/a.js"/><link rel="preload" as="style" href="/a.css"/>' +
        '<script src="/_next/static/b.js" async=""></script><script src="/_next/static/old.js" noModule=""></script></head>' +
        '<body>“</body>”<script src="/_next/static/a.js" async=""></script><script>push([0])</script></body></html>',
    );
  });
  const page = await body('/');
  // Before anything that can be pressed.
  const [, keeper] = /<script>(\(function\(\).*?)<\/script><\/head>/s.exec(page) ?? [];
  const [, loader] = /<script>(\(function\(sources.*)<\/script><\/body><\/html>$/s.exec(page) ?? [];
  expect(
    page.replace(`<script>${keeper}</script>`, '').replace(`<script>${loader}</script>`, ''),
  ).toBe(
    '<head><link rel="preload" as="style" href="/a.css"/><script src="/_next/static/old.js" noModule=""></script></head>' +
      '<body>“</body>”<script>push([0])</script></body></html>',
  );
  const added: unknown[] = [];
  const waiting: (() => void)[] = [];
  runInNewContext(loader ?? '', {
    document: {
      hidden: false,
      createElement: () => ({}),
      head: { append: (script: unknown) => added.push(script) },
    },
    requestAnimationFrame: (draw: () => void) => draw(),
    setTimeout: (ask: () => void) => waiting.push(ask),
  });
  expect(added).toEqual([]);
  // What is asked for grows while it is gone through: each script in a turn of its own.
  for (const ask of waiting) ask();
  expect(added).toEqual([
    { src: '/_next/static/b.js', async: true },
    { src: '/_next/static/a.js', async: true },
  ]);
});

test('whoever sends a cookie that may say who they are, or asks for what is theirs, is given nothing of others and leaves nothing', async () => {
  const { body, world } = await serve();
  await body('/');
  const personal: Parameters<typeof body>[] = [
    ['/', { Cookie: 'better-auth.session_token=abc' }],
    ['/', { Cookie: 'theme=dark; __Secure-better-auth.session_token=abc' }],
    ['/', { Cookie: 'tidemark-signed-in=1' }],
    ['/', { Cookie: 'theme2=dark' }],
    ['/', { Authorization: 'Bearer abc' }],
    ['/', { Range: 'bytes=0-1' }],
    ['/', { 'X-Middleware-Subrequest': 'proxy' }],
    ['/', {}, 'POST'],
    ['/settings'],
    ['/sign-in'],
    ['/setup/token'],
    ['/subscriptions/token'],
    ['/subscribe/confirm/token'],
    ['/unsubscribe/token'],
    ['/alerts/01JZX000000000000000000001/acknowledge'],
    ['/api/session'],
    ['/healthz'],
    ['/no-such-page'],
  ];
  for (const request of personal) {
    const before = world.made;
    for (const expected of [before + 1, before + 2]) {
      expect(await body(...request)).toBe(`answer ${expected}`);
    }
  }
  expect(await body('/')).toBe('answer 1');
});

test.each([
  ['an error', (response: ServerResponse) => (response.statusCode = 503)],
  ['a redirect', (response: ServerResponse) => (response.statusCode = 307)],
  ['a page that there is not', (response: ServerResponse) => (response.statusCode = 404)],
  ['what sets a cookie', (response: ServerResponse) => response.setHeader('Set-Cookie', 'a=b')],
  [
    'what depends on more',
    (response: ServerResponse) => response.setHeader('Vary', 'RSC, X-Other'),
  ],
])('%s is not kept', async (_, mark) => {
  const { body } = await serve((__, response, made) => {
    mark(response);
    response.end(`answer ${made}`);
  });
  await body('/');
  expect(await body('/')).toBe('answer 2');
});

test('addresses, hosts, themes and forms of a page are kept apart', async () => {
  const { body } = await serve((_, response, made) => {
    response.setHeader('Vary', 'rsc, next-router-state-tree, Accept-Encoding');
    response.end(`answer ${made}`);
  });
  const different: Parameters<typeof body>[] = [
    ['/'],
    ['/?state=behind'],
    ['/?state=current'],
    ['/ports/lumen'],
    ['/ports/lumen%2F'],
    ['/', { Host: 'one.example' }],
    ['/', { Host: 'two.example' }],
    ['/', { Host: 'one.example', 'X-Forwarded-Host': 'two.example' }],
    ['/', { Cookie: 'theme=dark' }],
    ['/', { Cookie: 'theme=light' }],
    ['/', { RSC: '1' }],
    ['/', { RSC: '1', 'Next-Router-State-Tree': 'a' }],
    ['/', { 'If-None-Match': 'W/"1"' }],
    ['/', { 'Accept-Encoding': 'gzip' }],
  ];
  const answers = new Set<string>();
  for (const request of different) answers.add(await body(...request));
  expect(answers.size).toBe(different.length);
  for (const request of different) answers.add(await body(...request));
  expect(answers.size).toBe(different.length);
  // All that a browser may say of what it can unpack comes to two.
  expect(await body('/', { 'Accept-Encoding': 'br;q=1, GZIP;q=0.8' })).toBe('answer 14');
  expect(await body('/', { 'Accept-Encoding': 'br, gzip;q=0' })).toBe('answer 1');
});

test('many who ask at the same time wait for one answer, and go on when whoever asked first has left', async () => {
  const held: ServerResponse[] = [];
  const { ask, body, port, world } = await serve((_, response) => held.push(response));
  const leaving = get({ host: '127.0.0.1', port, path: '/', agent: false });
  leaving.on('error', () => {});
  await expect.poll(() => world.made).toBe(1);
  const waiting = [ask('/'), ask('/')];
  // One that is kept in no line, to know that these two have come.
  const other = body('/ports/lumen');
  await expect.poll(() => world.made).toBe(2);
  held[1]?.end('other');
  await other;
  leaving.destroy();
  await expect.poll(() => world.made).toBeGreaterThan(2);
  while (held.some((response) => !response.writableEnded)) {
    for (const response of held) response.end('made');
    await new Promise(setImmediate);
  }
  expect((await Promise.all(waiting)).map((answer) => answer.body)).toEqual(['made', 'made']);
});

test('whoever leaves while waiting for another keeps nobody after them waiting', async () => {
  const held: ServerResponse[] = [];
  const { ask, body, port, world } = await serve((_, response) => held.push(response));
  const failing = ask('/');
  await expect.poll(() => world.made).toBe(1);
  const leaving = get({ host: '127.0.0.1', port, path: '/', agent: false });
  leaving.on('error', () => {});
  await expect.poll(() => world.came).toBe(2);
  leaving.destroy();
  await expect.poll(() => world.gone).toBe(1);
  // Kept for nobody: whoever waited for it has it made again.
  for (const response of held) response.writeHead(500).end();
  await failing;
  const later = body('/');
  await expect.poll(() => world.made).toBe(2);
  held[1]?.end('made');
  expect(await later).toBe('made');
});

test('a few are made at a time, the others in their turn, and who finds too many waiting is told to come again', async () => {
  const held: ServerResponse[] = [];
  const hold: Make = (_, response) => {
    held.push(response);
    return once(response, 'close');
  };
  const { ask, port, world } = await serve(hold, { mostWaiting: 2 });
  const asked = Array.from({ length: 5 }, (_, number) => ask(`/?${number}`));
  await expect.poll(() => world.made).toBe(4);
  const leaving = get({ host: '127.0.0.1', port, path: '/?leaves', agent: false });
  leaving.on('error', () => {});
  await expect.poll(() => world.came).toBe(6);
  const page = await ask('/?late', { Cookie: 'theme=dark' });
  expect(page.status).toBe(503);
  expect(page.headers).toMatchObject({ 'retry-after': '5', 'cache-control': 'no-store' });
  expect(page.body).toContain('<h1>Too much is asked for at once</h1>');
  expect(page.body).toContain('color-scheme:dark;');
  const problem = await ask('/api/v1/ports?late');
  expect(problem.headers['content-type']).toBe('application/problem+json');
  expect(JSON.parse(problem.body)).toMatchObject({ status: 503 });
  expect(world.made).toBe(4);
  await expect.poll(() => world.gone).toBe(2);
  leaving.destroy();
  await expect.poll(() => world.gone).toBe(3);
  for (let number = 0; number < 5; number += 1) {
    await expect.poll(() => held.length).toBeGreaterThan(number);
    held[number]?.end('made');
  }
  expect((await Promise.all(asked)).map(({ body }) => body)).toEqual(asked.map(() => 'made'));
  expect(world.made).toBe(5);
});

test('a page that fails is one that can be read without scripts, and is kept for nobody', async () => {
  const { ask, world } = await serve((_, response) => {
    response.writeHead(500, { 'Content-Type': 'text/html; charset=utf-8', Link: '</a.css>' });
    response.end('<html id="__next_error__"></html>');
  });
  const { status, headers, body } = await ask('/', { Cookie: 'theme=light' });
  expect(status).toBe(500);
  expect(headers['link']).toBeUndefined();
  expect(body).toContain('<h1>This page could not be made</h1>');
  expect(body).toContain('color-scheme:light;');
  await ask('/', { Cookie: 'theme=light' });
  expect(world.made).toBe(2);
});

test('no more is kept than there is room for: what was not asked for longest goes first', async () => {
  const { body, world } = await serve((_, response) => response.end('x'.repeat(1000)), {
    mostBytes: 3000,
  });
  await body('/?1');
  await body('/?2');
  await body('/?1');
  await body('/?3');
  expect(world.made).toBe(3);
  await body('/?1');
  expect(world.made).toBe(3);
  await body('/?2');
  expect(world.made).toBe(4);
});

test('what is too large to keep comes whole all the same', async () => {
  const part = 'x'.repeat(1024 * 1024);
  const { body, world } = await serve((_, response) => {
    for (let written = 0; written < 9; written += 1) response.write(part);
    response.end('end');
  });
  for (const made of [1, 2]) {
    const answer = await body('/');
    expect([answer.length, answer.slice(-4)]).toEqual([9 * part.length + 3, 'xend']);
    expect(world.made).toBe(made);
  }
});
