// Answers that are given without Next, so that they can be given when it cannot: each says in a sentence what is the matter.
import { plainPage } from '#lib/domain/plain-page.js';

/** @typedef {import('./capture-answer.js').Answer} Answer */

/** As next.config.js has them, but without scripts. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
};

const tryAgain = { href: '', label: 'Try again' };

/**
 * For a page that failed.
 *
 * @param {number} status
 * @param {string | null} theme "light" or "dark"; null is the system's.
 * @returns {Answer}
 */
export function failedAnswer(status, theme) {
  const page = {
    title: 'This page could not be made',
    sentences: [
      'Most likely the database cannot be reached just now. What was measured is safe; nothing has to be done again.',
      'The server’s log has the reason.',
    ],
    link: tryAgain,
  };
  return asPage(status, plainPage({ ...page, theme }));
}

/** In seconds. */
const comeAgain = '5';

/**
 * For a request that cannot even wait for its turn.
 *
 * @param {string} url
 * @param {string | null} theme
 * @returns {Answer}
 */
export function busyAnswer(url, theme) {
  const title = 'Too much is asked for at once';
  const sentence =
    'So many requests are waiting that this one was not begun: try again in a few seconds.';
  const answer = url.startsWith('/api/')
    ? asProblem(503, title, sentence)
    : asPage(503, plainPage({ title, sentences: [sentence], link: tryAgain, theme }));
  return { ...answer, headers: { ...answer.headers, 'retry-after': comeAgain } };
}

/**
 * For a method that what an address names does not have.
 *
 * @param {string} method
 * @param {readonly string[]} allowed None: no address here has it.
 * @returns {Answer}
 */
export function wrongMethodAnswer(method, allowed) {
  const isKnown = allowed.length > 0;
  const sentence = isKnown
    ? `${method} is not possible here: ask with ${allowed.join(', ')}.`
    : `There is nothing here that ${method} could be done to.`;
  // https://www.rfc-editor.org/rfc/rfc9110#section-15.6.2
  const answer = asProblem(isKnown ? 405 : 501, 'Wrong method', sentence);
  return isKnown
    ? { ...answer, headers: { ...answer.headers, allow: allowed.join(', ') } }
    : answer;
}

/** @param {readonly string[]} allowed @returns {Answer} */
export function optionsAnswer(allowed) {
  return { status: 204, headers: { ...headers, allow: allowed.join(', ') }, body: Buffer.alloc(0) };
}

/** @param {number} status @param {string} html @returns {Answer} */
function asPage(status, html) {
  return {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
    body: Buffer.from(html),
  };
}

/** https://www.rfc-editor.org/rfc/rfc9457 @param {number} status @param {string} title @param {string} detail @returns {Answer} */
function asProblem(status, title, detail) {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
    body: Buffer.from(JSON.stringify({ type: 'about:blank', title, status, detail })),
  };
}
