// Loaded before the web server's own code (`node --import`): writes the client's address into a header of each request that no
// client can write itself. Next hands only headers on, and believes any X-Forwarded-For that comes in.
import { subscribe } from 'node:diagnostics_channel';

import { findClientAddress } from './find-client-address.js';

/** As in lib/auth/create-auth.ts. */
const header = 'x-tidemark-client-address';

const proxies = Number(process.env['TRUSTED_PROXIES'] ?? 0);

// https://nodejs.org/docs/latest-v20.x/api/diagnostics_channel.html#http
subscribe('http.server.request.start', (message) => {
  const { request, socket } = message;
  const forwarded = request.headers['x-forwarded-for'] ?? '';
  request.headers[header] = findClientAddress(socket.remoteAddress ?? '', forwarded, proxies);
});
