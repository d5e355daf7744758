// Loaded before the web server's own code (`node --import`): what is done to each request before Next sees it.
//
// The client's address is written into a header that no client can write itself: Next hands only headers on, and believes any
// X-Forwarded-For that comes in. And an address with broken escapes is mended, which Next would answer with 500 on any route.
import { subscribe } from 'node:diagnostics_channel';

import { findClientAddress } from './find-client-address.js';
import { mendEscapes } from './mend-escapes.js';

/** As in lib/auth/create-auth.ts. */
const header = 'x-tidemark-client-address';

const proxies = Number(process.env['TRUSTED_PROXIES'] ?? 0);

// https://nodejs.org/docs/latest-v20.x/api/diagnostics_channel.html#http
subscribe('http.server.request.start', (message) => {
  const { request, socket } = message;
  const forwarded = request.headers['x-forwarded-for'] ?? '';
  request.headers[header] = findClientAddress(socket.remoteAddress ?? '', forwarded, proxies);
  request.url = mendEscapes(request.url ?? '/');
});
