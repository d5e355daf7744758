import { cache } from 'react';

import { getRebase } from '#lib/db/read/get-rebase.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

/** The rebase that a URL names; asked once a request, however many parts of the page need it. */
export const readRebase = cache((portId: number, release: string, revision: string | null) =>
  getRebase(pageDatabase(), portId, { release, revision }),
);
