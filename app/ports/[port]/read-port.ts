import { cache } from 'react';

import { decodeParam } from '#app/decode-param.ts';
import { readRepositories } from '#app/read-repositories.ts';
import { getPort } from '#lib/db/read/get-port.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

/**
 * The port that a URL names; asked once a request, however many parts of the page need it. The head of the page needs every
 * repository, so the port's two are among them.
 */
export const readPort = cache((slug: string) =>
  getPort(pageDatabase(), decodeParam(slug), readRepositories()),
);
