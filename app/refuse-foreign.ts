import { isOwnRequest } from '#lib/auth/request-origin.ts';

import { respondRefused } from './respond-to-act.ts';
import { readSettings } from './settings.ts';

/** For what changes something and is no act: signing in and out, and the links in mails. Null: it came from our own pages. */
export function refuseForeign(request: Request): Response | null {
  return isOwnRequest(request.headers, readSettings().baseUrl)
    ? null
    : respondRefused(request, 'foreign');
}
