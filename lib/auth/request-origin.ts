// Tells a request of our own pages from one that another site made a browser send. Next checks nothing in route handlers, and
// lets a request without Origin pass elsewhere (https://nextjs.org/docs/app/guides/data-security).

/**
 * True if the browser says that it comes from our own pages: by an Origin that is that of `baseUrl`, or by
 * `Sec-Fetch-Site: same-origin`, which no page can set. A request that says neither is foreign.
 */
export function isOwnRequest(headers: Headers, baseUrl: string): boolean {
  if (headers.get('Sec-Fetch-Site') === 'same-origin') return true;
  // https://fetch.spec.whatwg.org/#origin-header: one origin, or "null".
  return headers.get('Origin') === new URL(baseUrl).origin;
}
