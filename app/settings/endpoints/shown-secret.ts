// A secret is shown once, on the page that follows the form that made it: it travels there sealed, in a cookie that proxy.ts takes
// back with that page.
import { SealError, openSecret, sealSecret } from '#lib/auth/seal-secret.ts';
import { requireAppSecret } from '#app/app-secret.ts';
import { readSettings } from '#app/settings.ts';

/** As in proxy.ts, which cannot import what needs the database. */
export const SHOWN_SECRET_NAME = 'tidemark-shown-secret';
const SECONDS = 60;

export function showOnce(endpointId: string, secret: string): string {
  const sealed = sealSecret(secret, placeOf(endpointId), requireAppSecret());
  const secure = readSettings().baseUrl.startsWith('https:') ? '; Secure' : '';
  return `${SHOWN_SECRET_NAME}=${sealed}; Path=/settings/endpoints/${endpointId}; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

/** `cookie` is what came back of it. Null: there is none, or it is of another endpoint. */
export function openShown(endpointId: string, cookie: string | undefined): string | null {
  if (cookie === undefined) return null;
  try {
    return openSecret(cookie, placeOf(endpointId), requireAppSecret());
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

function placeOf(id: string) {
  return { table: 'endpoint', column: 'shown secret', id };
}
