// The web server's process: before Next sees a request, its address is mended, its sender named, and an answer given that is at hand.
// As https://nextjs.org/docs/app/guides/custom-server has it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

import next from 'next';

import { createAnswerCache } from './answer-cache.js';
import { answerMethod } from './answer-method.js';
import { openDataVersion } from './data-version.js';
import { findClientAddress } from './find-client-address.js';
import { mendEscapes } from './mend-escapes.js';
import { toOriginForm } from './origin-form.js';

/** As in lib/auth/create-auth.ts. Next hands only headers on, and believes any X-Forwarded-For that comes in. */
const clientAddressHeader = 'x-tidemark-client-address';

const { values } = parseArgs({
  options: { port: { type: 'string' }, hostname: { type: 'string' } },
});
const port = Number(values.port);
const hostname = values.hostname ?? '127.0.0.1';
const proxies = Number(process.env['TRUSTED_PROXIES'] ?? 0);

const pages = next({ dev: false, port, hostname });
const dataVersion = openDataVersion(process.env['DATABASE_URL'] ?? '');
const cache = createAnswerCache({
  readVersion: dataVersion.read,
  ...(process.env['PAGE_CACHE'] === 'off' ? { mostBytes: 0 } : {}),
});

await pages.prepare();
const makeAnew = pages.getRequestHandler();
// Next gives its pages no way to say what status they are answered with (app/no-such-page.tsx).
const answering = new AsyncLocalStorage();
Object.assign(globalThis, { tidemarkAnswer: answering });
const server = createServer((request, response) => {
  const forwarded = request.headers['x-forwarded-for'] ?? '';
  request.headers[clientAddressHeader] = findClientAddress(
    request.socket.remoteAddress ?? '',
    String(forwarded),
    proxies,
  );
  // One with broken escapes Next would answer with 500 on any route.
  request.url = mendEscapes(toOriginForm(request.url ?? '/'));
  if (answerMethod(request, response)) return;
  const answered = cache.answer(request, response, () =>
    answering.run(response, () => makeAnew(request, response)),
  );
  answered.catch((error) => {
    process.stderr.write(`${request.url}: ${error instanceof Error ? error.stack : error}\n`);
    if (!response.headersSent) response.statusCode = 500;
    response.end();
  });
});
server.on('error', (error) => {
  process.stderr.write(`The web server cannot listen at ${hostname}:${port}: ${error.message}\n`);
  process.exit(1);
});
server.listen(port, hostname);

for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.once(signal, stop);

/** Ends the conversations under way first, and takes no new ones. */
function stop() {
  server.close(() => {
    void Promise.allSettled([pages.close(), dataVersion.close()]).then(() => process.exit(0));
  });
}
