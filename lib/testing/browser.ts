// A browser as far as signing in needs one: keeps cookies, and calls route handlers where a real one would call the server.

export type Handler = (request: Request) => Promise<Response>;

export interface TestBrowser {
  /** By name. */
  readonly cookies: Map<string, string>;
  /** Sends a form to a handler, as from one of our own pages, and keeps the cookies that come back. */
  submit(
    handler: Handler,
    path: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<Response>;
  /** Follows a link to a handler. */
  open(handler: Handler, url: string): Promise<Response>;
  cookieHeader(): string;
}

export interface BrowserPlan {
  readonly baseUrl: string;
  /** What every request carries besides, such as the address it comes from. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface SentForm {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function openBrowser({ baseUrl, headers = {} }: BrowserPlan): TestBrowser {
  const cookies = new Map<string, string>();
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const send = async (handler: Handler, url: string, init: SentForm | null): Promise<Response> => {
    const own = cookies.size === 0 ? {} : { Cookie: cookieHeader() };
    const response = await handler(
      new Request(new URL(url, baseUrl), {
        ...(init === null ? {} : { method: 'POST', body: init.body }),
        headers: { Accept: 'text/html', ...own, ...headers, ...init?.headers },
      }),
    );
    for (const cookie of response.headers.getSetCookie()) keepCookie(cookies, cookie);
    return response;
  };
  return {
    cookies,
    cookieHeader,
    open: (handler, url) => send(handler, url, null),
    submit: (handler, path, form = {}) =>
      send(handler, path, {
        headers: {
          Origin: new URL(baseUrl).origin,
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams(form).toString(),
      }),
  };
}

function keepCookie(cookies: Map<string, string>, setCookie: string): void {
  const [pair = ''] = setCookie.split(';');
  const name = pair.slice(0, pair.indexOf('='));
  const value = pair.slice(name.length + 1);
  if (/max-age=0\b/i.test(setCookie) || value === '') cookies.delete(name);
  else cookies.set(name, value);
}
