// A call to an endpoint, and what may be shown of it: never its path, which is a secret with many services, nor what signs it.
import {
  callOutgoing,
  type OutgoingAnswer,
  type OutgoingCall,
  type OutgoingOptions,
} from './outgoing.ts';

/** What the delivery log shows of a request. */
export interface SentRequest {
  readonly method: string;
  /** Host with port, or the mail server's. */
  readonly to: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
}

export interface SentCall {
  readonly answer: OutgoingAnswer;
  readonly request: SentRequest;
}

/** Stays the same at each attempt. */
export interface BodyToSend {
  /** The delivery's; what receivers know it by. */
  readonly id: string;
  /** JSON. */
  readonly body: string;
}

const SECRET_HEADERS: ReadonlySet<string> = new Set(['authorization', 'webhook-signature']);

/** As JSON. Never rejects. */
export async function sendCall(call: OutgoingCall, options: OutgoingOptions): Promise<SentCall> {
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'tidemark',
    ...call.headers,
  };
  const answer = await callOutgoing({ ...call, headers }, options);
  const shown = Object.entries(headers).filter(([name]) => !SECRET_HEADERS.has(name));
  return {
    answer,
    request: {
      method: call.method,
      to: URL.canParse(call.url) ? new URL(call.url).host : '',
      headers: Object.fromEntries(shown),
      bytes: Buffer.byteLength(call.body),
    },
  };
}
