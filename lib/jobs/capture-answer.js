// Takes down what an answer holds while it is made, and sends it in one piece: whoever reads slowly keeps nobody else waiting for it.
// JSDoc cannot tell Node's overloads of write and end.
/* oxlint-disable typescript/no-unsafe-type-assertion */

/** A larger one is sent as it is made, and not taken down. */
const MOST_ANSWER_BYTES = 8 * 1024 * 1024;

/** Of the connection, or of the moment: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const NOT_TAKEN = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'date',
  'content-length',
]);

/**
 * @typedef {import('node:http').OutgoingHttpHeaders} Headers
 * @typedef {string | Uint8Array} Chunk
 * @typedef {() => void} Done
 * @typedef {(chunk: Chunk, encodingOrDone?: BufferEncoding | Done, done?: Done) => boolean} Write
 * @typedef {(chunkOrDone?: Chunk | Done, encodingOrDone?: BufferEncoding | Done, done?: Done) => import('node:http').ServerResponse} End
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {Headers} headers
 * @property {Buffer} body
 */

/**
 * Call it before the answer is begun. Resolves with what is sent once that is complete, and with null when it is too large or the
 * client has gone, be it already.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {(answer: Answer) => Promise<Answer>} finish What is to be sent in its place: the same status, other headers and another body.
 * @returns {Promise<Answer | null>}
 */
export function captureAnswer(response, finish) {
  const write = /** @type {Write} */ (response.write.bind(response));
  const end = /** @type {End} */ (response.end.bind(response));
  const own = {
    flushHeaders: response.flushHeaders.bind(response),
    writeHead: response.writeHead.bind(response),
  };
  // Its head waits for its body.
  response.flushHeaders = () => {};
  /** @type {(status: number, reasonOrHeaders?: string | Headers, headers?: Headers) => typeof response} */
  const writeHead = (status, reasonOrHeaders, headers) => {
    response.statusCode = status;
    const given = typeof reasonOrHeaders === 'string' ? headers : reasonOrHeaders;
    for (const [name, value] of Object.entries(given ?? {})) {
      if (value !== undefined) response.setHeader(name, value);
    }
    return response;
  };
  // Headers in a list, which Next never gives, are not understood.
  Object.assign(response, { writeHead });
  /** @type {Buffer[]} */
  const chunks = [];
  // Kept in place for good: what compresses an answer calls those that it found.
  let isDone = false;
  let bytes = 0;
  return new Promise((settle) => {
    /** @param {Answer} made @param {(() => void) | undefined} whenEnded */
    const send = async (made, whenEnded) => {
      // What was made is good as it is; only it is not given out again.
      const answer = await finish(made).catch((error) => {
        process.stderr.write(`An answer is sent as Next made it: ${error?.stack ?? error}\n`);
        return null;
      });
      settle(answer);
      sendAnswer(response, answer ?? made, end, whenEnded);
    };
    /** @type {Write} */
    const takeChunk = (chunk, encodingOrDone, done) => {
      if (isDone) return write(chunk, encodingOrDone, done);
      const [encoding, whenWritten] = splitArguments(encodingOrDone, done);
      chunks.push(toBuffer(chunk, encoding));
      bytes += chunks.at(-1)?.length ?? 0;
      if (bytes > MOST_ANSWER_BYTES) {
        isDone = true;
        Object.assign(response, own);
        settle(null);
        return write(Buffer.concat(chunks), whenWritten);
      }
      if (whenWritten !== undefined) process.nextTick(whenWritten);
      return true;
    };
    /** @type {End} */
    const takeEnd = (chunkOrDone, encodingOrDone, done) => {
      if (isDone) return end(chunkOrDone, encodingOrDone, done);
      isDone = true;
      const isChunk = chunkOrDone !== undefined && typeof chunkOrDone !== 'function';
      const [encoding, whenEnded] = isChunk
        ? splitArguments(encodingOrDone, done)
        : splitArguments(chunkOrDone);
      if (isChunk && chunkOrDone !== null) chunks.push(toBuffer(chunkOrDone, encoding));
      const headers = Object.entries(response.getHeaders());
      const made = {
        status: response.statusCode,
        headers: Object.fromEntries(headers.filter(([name]) => !NOT_TAKEN.has(name))),
        body: Buffer.concat(chunks),
      };
      Object.assign(response, own);
      void send(made, whenEnded);
      return response;
    };
    Object.assign(response, { write: takeChunk, end: takeEnd });
    // Whoever waited for something before may have gone by now, and tells it once.
    if (response.destroyed) settle(null);
    else response.once('close', () => settle(null));
  });
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {Answer} answer
 * @param {End} [end] How it is ended, where that is not its own.
 * @param {() => void} [whenEnded]
 */
export function sendAnswer(
  response,
  { status, headers, body },
  end = /** @type {End} */ (response.end.bind(response)),
  whenEnded,
) {
  for (const name of response.getHeaderNames()) {
    if (!(name in headers)) response.removeHeader(name);
  }
  const length = body.length === 0 ? {} : { 'content-length': body.length };
  response.writeHead(status, { ...headers, ...length });
  if (body.length === 0) end(whenEnded);
  else end(body, whenEnded);
}

/**
 * Node lets an encoding be left out before a function: https://nodejs.org/docs/latest-v20.x/api/http.html#responsewritechunk-encoding-callback
 *
 * @param {BufferEncoding | Done | undefined} encodingOrDone
 * @param {Done} [done]
 * @returns {[BufferEncoding | undefined, Done | undefined]}
 */
function splitArguments(encodingOrDone, done) {
  return typeof encodingOrDone === 'function'
    ? [undefined, encodingOrDone]
    : [encodingOrDone, done];
}

/** @param {string | Uint8Array} chunk @param {BufferEncoding} [encoding] */
function toBuffer(chunk, encoding) {
  return typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk);
}
