import { cache } from 'react';

import { listRepositories } from '#lib/db/read/list-repositories.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

/** Every repository; asked once a request, for the head of the page and for the page. */
export const readRepositories = cache(() => listRepositories(pageDatabase()));
