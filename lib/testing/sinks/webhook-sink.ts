// A receiver of webhooks over real sockets, which keeps what it was sent and can go wrong in every way that receivers do.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';

import { SELF_SIGNED_CERTIFICATE, SELF_SIGNED_KEY } from './self-signed.ts';

export interface WebhookReceipt {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether its sender was told that it arrived. */
  readonly isAcknowledged: boolean;
}

export type SinkMode =
  /** 200. */
  | { readonly kind: 'ok' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The header of an answer, and then nothing. */
  | { readonly kind: 'hang-after-headers'; readonly status: number }
  /** Nothing at all. */
  | { readonly kind: 'hang' }
  /** Takes the whole request and closes the connection, or breaks it off. */
  | { readonly kind: 'drop' | 'reset' }
  /** Sends back all that it was sent, its address and its headers too. */
  | { readonly kind: 'echo'; readonly status: number }
  | { readonly kind: 'flood'; readonly status: number; readonly bytes: number };

export interface WebhookSink {
  /** Without a slash at the end. */
  readonly url: string;
  /** With the port, as AllowedHost has it. */
  readonly host: string;
  readonly port: number;
  /** In the order in which they came. */
  readonly receipts: () => readonly WebhookReceipt[];
  /** Connections, whether anything was asked on them or not. */
  readonly connections: () => number;
  /** Whether somebody is connected: more may come. */
  readonly isBusy: () => boolean;
  /** How it goes on: each of `modes` for one request, then `rest`. */
  readonly script: (modes: readonly SinkMode[], rest?: SinkMode) => void;
  readonly close: () => Promise<void>;
}

export async function startWebhookSink(
  options: { readonly isTls?: boolean; readonly port?: number } = {},
): Promise<WebhookSink> {
  const receipts: WebhookReceipt[] = [];
  let connections = 0;
  let open = 0;
  let planned: SinkMode[] = [];
  let rest: SinkMode = { kind: 'ok' };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const mode = planned.shift() ?? rest;
    receipts.push({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body,
      at: Date.now(),
      isAcknowledged: isAcknowledging(mode),
    });
    answer(mode, response, () => JSON.stringify([request.url, request.headers, body]));
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    // Whoever was killed in the middle of a request has not sent one.
    serve(request, response).catch(() => response.destroy());
  };
  const server =
    options.isTls === true
      ? createTlsServer({ key: SELF_SIGNED_KEY, cert: SELF_SIGNED_CERTIFICATE }, listener)
      : createServer(listener);
  server.on('connection', (socket) => {
    connections += 1;
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sink has no port.');
  const host = `127.0.0.1:${address.port}`;
  return {
    url: `${options.isTls === true ? 'https' : 'http'}://${host}`,
    host,
    port: address.port,
    receipts: () => [...receipts],
    connections: () => connections,
    isBusy: () => open > 0,
    script: (modes, after = { kind: 'ok' }) => {
      planned = [...modes];
      rest = after;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function isAcknowledging(mode: SinkMode): boolean {
  if (mode.kind === 'ok') return true;
  return 'status' in mode && mode.status >= 200 && mode.status < 300;
}

function answer(mode: SinkMode, response: ServerResponse, echo: () => string): void {
  switch (mode.kind) {
    case 'ok':
      response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
      return;
    case 'status':
      response.writeHead(mode.status, { ...mode.headers }).end(`status ${mode.status}`);
      return;
    case 'hang-after-headers':
      response.writeHead(mode.status, { 'content-length': '100' }).write('and');
      return;
    case 'hang':
      return;
    case 'drop':
      response.destroy();
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'echo':
      response.writeHead(mode.status).end(echo());
      return;
    case 'flood': {
      response.writeHead(mode.status, { 'content-length': String(mode.bytes) });
      const chunk = Buffer.alloc(65_536, 'x');
      let left = mode.bytes;
      const pour = (): void => {
        while (left > 0) {
          const part = chunk.subarray(0, left);
          left -= part.length;
          if (!response.write(part)) {
            response.once('drain', pour);
            return;
          }
        }
        response.end();
      };
      pour();
    }
  }
}
