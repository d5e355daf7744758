// Which requests get an answer that is the same for everybody, and what of a request its answer depends on.

/** What is neither an error nor made for one person; a page that is not named here is made anew for each request. */
const PUBLIC_PATHS = [
  /^\/$/,
  /^\/(alerts|api|compare|method|search|status|subscribe|under-way)$/,
  // A ULID; its acts have a path behind it.
  /^\/alerts\/[0-9A-Z]{26}$/,
  /^\/alerts\/feed\.(atom|json)$/,
  /^\/api\/v1\/./,
  /^\/ports\/./,
  /^\/search\/results$/,
  /^\/(llms\.txt|og\.png|robots\.txt|sitemap\.xml)$/,
];

/** Everything that Next and our handlers look at. An answer whose Vary names another is not kept. */
export const VARYING_HEADERS = [
  'host',
  'x-forwarded-host',
  'x-forwarded-proto',
  'accept-encoding',
  'if-none-match',
  'if-modified-since',
  'rsc',
  'next-router-state-tree',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-url',
];

/** By these a client asks for something else, or speaks to Next's insides. */
const PRIVATE_HEADERS =
  /^(authorization|range|next-action|x-(nextjs|next|middleware|invoke|matched|now|prerender|action)-.*)$/;

/**
 * Only where no cookie but the theme comes along: whatever else a browser holds may say who somebody is.
 *
 * @param {import('node:http').IncomingMessage} request
 */
export function isShared({ method, url = '/', headers }) {
  return (
    method === 'GET' &&
    isPublicPath(pathOf(url)) &&
    cookieNames(headers.cookie ?? '').every((name) => name === 'theme') &&
    !Object.keys(headers).some((name) => PRIVATE_HEADERS.test(name))
  );
}

/** Without query. @param {string} url */
export function pathOf(url) {
  return url.replace(/[?#].*$/s, '');
}

/** @param {string} path */
export function isPublicPath(path) {
  return PUBLIC_PATHS.some((pattern) => pattern.test(path));
}

/**
 * Equal for two requests only if their answers are.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {'gzip' | undefined} encoding How the answer is to be packed.
 */
export function keyOfRequest({ url = '/', headers }, encoding) {
  return JSON.stringify([
    url,
    encoding ?? null,
    themeOf(headers.cookie ?? ''),
    ...VARYING_HEADERS.map((name) => headers[name] ?? null),
  ]);
}

/**
 * Browsers name what they can unpack in many ways; the answers are two.
 *
 * @param {string | undefined} accepted The Accept-Encoding header.
 * @returns {'gzip' | undefined}
 */
export function plainEncoding(accepted) {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted ?? '') ? 'gzip' : undefined;
}

/** @param {string} cookies */
function cookieNames(cookies) {
  return cookies
    .split(';')
    .map((pair) => pair.replace(/=.*$/s, '').trim())
    .filter((name) => name !== '');
}

/** "light" or "dark"; null is the system's. @param {string} cookies */
export function themeOf(cookies) {
  return /(?:^|;)\s*theme=([^;]*)/.exec(cookies)?.[1] ?? null;
}
