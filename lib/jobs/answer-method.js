// Which methods an address takes. Next makes a page for whatever method it is asked with, says of a wrong one for a route no more than
// that it is wrong, and fails at those that it does not know.
import { sendAnswer } from './capture-answer.js';
import { optionsAnswer, wrongMethodAnswer } from './plain-answer.js';
import { isPublicPath, pathOf } from './shared-request.js';

const KNOWN = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);
/** Of pages and of what programs read. */
const READING = ['GET', 'HEAD', 'OPTIONS'];
/** The API, feeds, badges. */
const FOR_OTHER_SITES = /^\/api\/|\/feed\.(atom|json)$|\/badge\/[^/]+$|^\/llms\.txt$/;

/**
 * Answers where the method decides it.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @returns {boolean} False: it is left to others.
 */
export function answerMethod({ method = 'GET', url = '/' }, response) {
  const path = pathOf(url);
  // Of the server as a whole: https://www.rfc-editor.org/rfc/rfc9110#section-9.3.7
  if (path === '*') {
    const answer =
      method === 'OPTIONS' ? optionsAnswer([...KNOWN]) : wrongMethodAnswer(method, ['OPTIONS']);
    sendAnswer(response, answer);
    return true;
  }
  if (!KNOWN.has(method)) {
    sendAnswer(response, wrongMethodAnswer(method, []));
    return true;
  }
  if (!isPublicPath(path) || method === 'GET' || method === 'HEAD') return false;
  if (method === 'OPTIONS') {
    // These say themselves what other sites may ask.
    if (FOR_OTHER_SITES.test(path)) return false;
    sendAnswer(response, optionsAnswer(READING));
    return true;
  }
  sendAnswer(response, wrongMethodAnswer(method, READING));
  return true;
}
