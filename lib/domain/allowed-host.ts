// A host as an administrator types it, in the form in which it is compared: small letters, and a port only if it is not 443.

/** Null: it is no host. What follows the host, such as a path, is an error, since it would not hold. */
export function parseAllowedHost(text: string): string | null {
  const typed = text.trim().toLowerCase();
  if (typed.length > 260 || !/^[a-z\d.\-_[\]:]+$/.test(typed)) return null;
  const url = URL.canParse(`https://${typed}`) ? new URL(`https://${typed}`) : null;
  return url === null || url.hostname === '' ? null : url.host;
}
