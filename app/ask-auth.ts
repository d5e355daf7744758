// The steps of a sign-in that better-auth takes; the routes around it turn its answers into pages.
import { AUTH_PATH } from '#lib/auth/create-auth.ts';

import { auth } from './auth.ts';

/** What better-auth must know of whoever asks: their cookies, browser and address. */
const passedOn = ['cookie', 'user-agent', 'x-tidemark-client-address'];

/** `path` below AUTH_PATH. `origin` is checked by the caller: better-auth would refuse a browser that sends none. */
export async function askAuth(request: Request, path: string, body: object): Promise<Response> {
  const { origin } = new URL(auth().options.baseURL);
  const headers = new Headers({ 'Content-Type': 'application/json', Origin: origin });
  for (const name of passedOn) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return await auth().handler(
    new Request(`${origin}${AUTH_PATH}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    }),
  );
}
