import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** What gets smaller by it; pictures and fonts are packed already. */
const PACKABLE = /^(text\/|application\/(json|[^;]*\+(json|xml)|javascript|xml)|image\/svg\+xml)/;
/** Smaller ones fit into what is sent at first in any case. */
const LEAST_BYTES = 1024;

/** @typedef {import('./capture-answer.js').Answer} Answer */

/**
 * The answer as a client is sent it that takes `encoding`, here once instead of in Next for each client.
 *
 * @param {Answer} answer Not packed.
 * @param {'gzip' | undefined} encoding
 * @returns {Promise<Answer>}
 */
export async function packAnswer({ status, headers, body }, encoding) {
  if (!PACKABLE.test(String(headers['content-type'] ?? '')) || headers['content-encoding']) {
    return { status, headers, body };
  }
  const varied = { ...headers, vary: addAcceptEncoding(headers['vary']) };
  if (encoding === undefined || body.length < LEAST_BYTES) return { status, headers: varied, body };
  return {
    status,
    headers: { ...varied, 'content-encoding': encoding },
    body: await promisify(gzip)(body),
  };
}

/** @param {import('node:http').OutgoingHttpHeader | undefined} vary */
function addAcceptEncoding(vary) {
  const names = [vary ?? []].flat().map(String).join(', ');
  if (/accept-encoding|\*/i.test(names)) return names;
  return names === '' ? 'Accept-Encoding' : `${names}, Accept-Encoding`;
}
