import { headers } from 'next/headers';
import { cache } from 'react';

import { readSignedIn } from './auth.ts';

/** Who looks at the page; asked once a request. Only for pages that are made for one person: it makes a page dynamic. */
export const readViewer = cache(async () => readSignedIn(await headers(), new Date()));
