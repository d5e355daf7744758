// An answer is had whole, within a time and a size, or not at all; redirects are left to the caller.

/** The answer began and could not be read to its end. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
}

export interface FetchBounds {
  /** For the whole answer, its body too. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** Rejects with a TimeoutError after `timeoutMs`, with UnreadableAnswer when the body breaks off or is too large, else as fetch does. */
export function createBoundedFetch({ timeoutMs, maxBytes }: FetchBounds): typeof fetch {
  return async (input, init) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(input, { ...init, redirect: 'manual', signal });
    const body = await readBody(response, { maxBytes, signal });
    const { status, statusText, headers } = response;
    // A Response with one of these must have no body (https://fetch.spec.whatwg.org/#null-body-status).
    const hasNoBody = status === 204 || status === 205 || status === 304;
    return new Response(hasNoBody ? null : body, { status, statusText, headers });
  };
}

async function readBody(
  response: Response,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new UnreadableAnswer(`The answer broke off after ${bytes} bytes.`, { cause: error });
  }
  if (bytes > maxBytes) throw new UnreadableAnswer(`The answer has more than ${maxBytes} bytes.`);
  return new Blob(chunks);
}
