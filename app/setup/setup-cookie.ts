import { cookieName } from '#lib/auth/create-auth.ts';
import { SETUP_LINK_LIFE_MS } from '#lib/auth/setup-token.ts';
import { readSettings } from '#app/settings.ts';

export const SETUP_CLAIM_PATH = '/setup/claim';

/** Holds the token of the setup link while its user is at GitHub. */
export const setupCookie = {
  name: () => cookieName('setup', isHttps()),
  write: (token: string) => format(token, SETUP_LINK_LIFE_MS / 1000),
  forget: () => format('', 0),
};

function format(value: string, maxAgeSeconds: number): string {
  const secure = isHttps() ? '; Secure' : '';
  return `${setupCookie.name()}=${encodeURIComponent(value)}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

function isHttps(): boolean {
  return readSettings().baseUrl.startsWith('https:');
}
