import { cache } from 'react';

import { decodeParam } from '#app/decode-param.ts';
import { getPort } from '#lib/db/read/get-port.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

/** The port that a URL names; asked once a request, however many parts of the page need it. */
export const readPort = cache((slug: string) => getPort(pageDatabase(), decodeParam(slug)));
