import { headers } from 'next/headers';
import { cache } from 'react';

import { isPageOpened } from '#lib/auth/session-life.ts';

import { readSignedIn } from './auth.ts';

/**
 * Who looks at the page; asked once a request. Only for pages that are made for one person: it makes a page dynamic. A page that keeps
 * itself up to date keeps no session going; whoever goes from page to page without loading one is seen by /api/session.
 */
export const readViewer = cache(async () => {
  const asked = await headers();
  return readSignedIn(asked, new Date(), { isUse: isPageOpened(asked) });
});
