// A call to an address that somebody else gave: within a time and a size, to no private network, and never further than
// there, since redirects are not followed and no proxy is asked.
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { urlToHttpOptions } from 'node:url';

import { isAllowedHost, parseOutgoingUrl, type AllowedHosts } from '#lib/domain/outgoing-url.ts';

import { isRefusedRoute, outgoingRoute } from './outgoing-agent.ts';

export interface OutgoingCall {
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type OutgoingAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** As sent. Null: there was no such header. */
      readonly retryAfter: string | null;
      /** When the server thinks it is. Null: it did not say. */
      readonly date: string | null;
      /** As much of it as came within the limits. */
      readonly text: string;
    }
  /** There was no answer; one sentence. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** Nothing was sent; one sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface OutgoingLimits {
  readonly connectMs: number;
  /** For all of it, the answer too. */
  readonly totalMs: number;
  readonly answerBytes: number;
}

export interface OutgoingOptions {
  readonly allowedHosts: AllowedHosts;
  readonly limits?: OutgoingLimits;
  /** Beside hosts that are allowed; OUTGOING_PORTS if not given. */
  readonly ports?: ReadonlySet<string>;
  /** How names are resolved; the system's way if not given. */
  readonly lookup?: LookupFunction;
}

export const OUTGOING_LIMITS: OutgoingLimits = {
  connectMs: 10_000,
  totalMs: 15_000,
  answerBytes: 65_536,
};

/**
 * Never rejects. An answer counts from its header on: of a body that is too long, too slow or broken off, what came is
 * returned.
 */
export async function callOutgoing(
  call: OutgoingCall,
  { allowedHosts, ports, limits = OUTGOING_LIMITS, lookup }: OutgoingOptions,
): Promise<OutgoingAnswer> {
  const parsed = parseOutgoingUrl(call.url, allowedHosts, ports);
  if (parsed.kind === 'refused') return parsed;
  const { url } = parsed;
  const ending = new AbortController();
  const total = setTimeout(() => ending.abort(), limits.totalMs);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const send = url.protocol === 'http:' ? requestHttp : requestHttps;
      const request = send({
        ...urlToHttpOptions(url),
        method: call.method,
        headers: { ...call.headers, 'content-length': String(Buffer.byteLength(call.body)) },
        ...outgoingRoute(url, isAllowedHost(url, allowedHosts), lookup),
        signal: ending.signal,
      });
      const connecting = setTimeout(() => {
        request.destroy(new Error(`no connection within ${limits.connectMs / 1000} s`));
      }, limits.connectMs);
      request.once('socket', (socket) => {
        const connected = url.protocol === 'http:' ? 'connect' : 'secureConnect';
        socket.once(connected, () => clearTimeout(connecting));
      });
      request.once('response', resolve);
      // Not only the first: whatever breaks after the answer has come breaks its body, too.
      request.on('error', reject);
      request.once('close', () => {
        clearTimeout(connecting);
        reject(new Error('the connection was closed without an answer'));
      });
      request.end(call.body);
    });
    const text = await readText(response, limits.answerBytes);
    return {
      kind: 'answered',
      status: response.statusCode ?? 0,
      retryAfter: response.headers['retry-after'] ?? null,
      date: response.headers.date ?? null,
      text,
    };
  } catch (error) {
    return describeFailure(error, { url, isTimeout: ending.signal.aborted, limits });
  } finally {
    clearTimeout(total);
  }
}

async function readText(response: IncomingMessage, answerBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk)) continue;
      chunks.push(chunk.subarray(0, answerBytes - bytes));
      bytes += chunk.length;
      // Leaving the loop ends the connection.
      if (bytes >= answerBytes) break;
    }
  } catch {
    // What has come is all there is to show.
  }
  return Buffer.concat(chunks).toString('utf8');
}

function describeFailure(
  error: unknown,
  {
    url,
    isTimeout,
    limits,
  }: { readonly url: URL; readonly isTimeout: boolean; readonly limits: OutgoingLimits },
): OutgoingAnswer {
  if (isTimeout) {
    return {
      kind: 'failed',
      reason: `${url.host} did not answer within ${limits.totalMs / 1000} s.`,
    };
  }
  if (error instanceof Error && isRefusedRoute(error)) {
    const reason = `${url.host} leads to an address of a private network: an administrator may allow that host.`;
    return { kind: 'refused', reason };
  }
  // With several addresses to try, the message is empty and the errors hold one each.
  const [first = error] = error instanceof AggregateError ? error.errors : [error];
  const words = first instanceof Error ? first.message : String(first);
  return { kind: 'failed', reason: `${url.host} could not be reached: ${words}.` };
}
