import { cache } from 'react';

import { getPort } from '#lib/db/read/get-port.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

/** The port that a URL names; asked once a request, however many parts of the page need it. */
export const readPort = cache((slug: string) => getPort(pageDatabase(), decodeParam(slug)));

/** Next hands over what the URL holds, still escaped; what cannot be unescaped names nothing. */
export function decodeParam(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
