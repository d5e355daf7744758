// Headers of the pages that are made for one person: never stored, and with a policy that runs only the scripts this answer names.
// Nothing is authorised here; that is done where data is read and written.
import { type NextRequest, NextResponse } from 'next/server';

import { parseSettings } from '#lib/domain/settings.ts';

export const config = { matcher: ['/sign-in', '/setup/:path*', '/settings/:path*'] };

const shownSecret = 'tidemark-shown-secret';

export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  // Next gives the nonce that it finds here to its own scripts.
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  response.headers.set('Cache-Control', 'no-store');
  // What it holds is shown by the page that is asked for now, and never again (app/settings/endpoints/shown-secret.ts).
  if (request.method === 'GET' && request.cookies.has(shownSecret)) {
    // By its header: what `response.cookies` sets, the page would see already.
    response.headers.append(
      'Set-Cookie',
      `${shownSecret}=; Path=${request.nextUrl.pathname}; Max-Age=0; HttpOnly; SameSite=Lax`,
    );
  }
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // A browser holds a form's redirects to this as well, and signing in leads to GitHub.
    `form-action 'self' ${githubOrigin()}`,
  ].join('; ');
}

function githubOrigin(): string {
  const parsed = parseSettings(process.env);
  return parsed.kind === 'ok' ? new URL(parsed.settings.githubServerUrl).origin : '';
}
