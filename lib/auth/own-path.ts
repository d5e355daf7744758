// Where somebody goes after signing in may come from a link that anybody made: only our own pages count.

/** `text` if it is a path on this server, with query and fragment; else `otherwise`. */
export function ownPath(text: string | null | undefined, otherwise: string): string {
  // https://url.spec.whatwg.org/#concept-basic-url-parser drops tabs and newlines, and takes "\" for "/".
  if (text === null || text === undefined || !/^\/(?![/\\])[^\t\n\r]*$/.test(text)) {
    return otherwise;
  }
  const base = 'http://own.invalid';
  const url = URL.parse(text, base);
  if (url === null || url.origin !== base || url.pathname.startsWith('//')) return otherwise;
  return `${url.pathname}${url.search}${url.hash}`;
}
