// Writes an answer to the connection, spoiled as the fault for it says.
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.ts';
import type { Reply } from './reply.ts';
import { corruptPack, slowDown, takeBytes } from './spoil-body.ts';

/** How much of a streamed answer goes out before a fault that names no length. */
const EARLY_BYTES = 256;

/** Ends when the answer is out or the client is gone; rejects in the second case. */
export async function deliver(
  reply: Reply,
  fault: Fault | null,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  if (fault?.kind === 'cut' && fault.at !== 'body') {
    await cutEarly(fault.at, reply, response);
    return;
  }
  if (fault?.kind === 'slow') await sleep(fault.delayMs, undefined, { signal: gone.signal });

  const { status, headers, body } = spoilWhole(reply, fault);
  const isWhole = Buffer.isBuffer(body);
  response.writeHead(status, {
    ...headers,
    server: 'github.com',
    'x-github-request-id': randomUUID(),
    ...(isWhole && status !== 304 ? { 'content-length': String(body.length) } : {}),
  });
  const source = isWhole ? Readable.from([body]) : body;

  switch (fault?.kind) {
    case 'cut': {
      const count = fault.afterBytes ?? (isWhole ? Math.floor(body.length / 2) : EARLY_BYTES);
      response.flushHeaders();
      await pipeline(takeBytes(source, count), response, { end: false });
      await flushed(response);
      response.destroy();
      return;
    }
    case 'truncated':
      if (isWhole) await pipeline(source, response);
      else await pipeline(takeBytes(source, fault.afterBytes ?? EARLY_BYTES), response);
      return;
    case 'slow':
      if (fault.bytesPerSecond === null) await pipeline(source, response);
      else await pipeline(slowDown(source, fault.bytesPerSecond, gone.signal), response);
      return;
    case 'bad-pack':
      await pipeline(corruptPack(source), response);
      return;
    case undefined:
    case 'content-type':
    case 'lying-refs':
    case 'primary-limit':
    case 'secondary-limit':
    case 'status':
      await pipeline(source, response);
  }
}

/** Changes an answer that is at hand as a whole; its length then stays honest. */
function spoilWhole(reply: Reply, fault: Fault | null): Reply {
  if (fault?.kind === 'content-type') {
    const headers = { ...reply.headers, 'content-type': fault.contentType };
    if (fault.body === null) return { ...reply, headers };
    if (!Buffer.isBuffer(reply.body)) reply.body.resume();
    return { ...reply, headers, body: Buffer.from(fault.body) };
  }
  if (fault?.kind === 'truncated' && Buffer.isBuffer(reply.body)) {
    const count = fault.afterBytes ?? Math.floor(reply.body.length / 2);
    return { ...reply, body: reply.body.subarray(0, count) };
  }
  return reply;
}

async function cutEarly(
  at: 'start' | 'header',
  reply: Reply,
  response: ServerResponse,
): Promise<void> {
  const { socket } = response;
  if (at === 'header' && socket !== null) {
    const start = `HTTP/1.1 ${reply.status} OK\r\nServer: github.com\r\nContent-Ty`;
    await new Promise((resolve) => socket.write(start, resolve));
  }
  response.destroy();
}

async function flushed(response: ServerResponse): Promise<void> {
  await new Promise((resolve) => response.socket?.write('', resolve) ?? resolve(null));
}
