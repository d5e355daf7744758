import { CLIENT_ADDRESS_HEADER } from '#lib/auth/create-auth.ts';

/** Where a request came from, by TRUSTED_PROXIES; "unknown" when the web server was not started by the program. */
export function clientAddress({ headers }: Request): string {
  return headers.get(CLIENT_ADDRESS_HEADER) ?? 'unknown';
}
