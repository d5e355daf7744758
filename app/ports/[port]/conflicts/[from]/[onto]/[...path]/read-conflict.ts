import { cache } from 'react';

import { decodeParam } from '#app/decode-param.ts';
import type { ConflictParams } from '#app/page-props.ts';
import { getConflict } from '#lib/db/read/get-conflict.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { ConflictName } from '#lib/domain/conflict-page.ts';

/** What a URL names. */
export function nameOf({ from, onto, path }: Awaited<ConflictParams>): ConflictName {
  return {
    from: decodeParam(from),
    onto: decodeParam(onto),
    path: path.map(decodeParam).join('/'),
  };
}

/** Asked once a request, however many parts of the page need it. `revision`: head of the rebase. Null: the newest. */
export function readConflict(
  portId: number,
  { from, onto, path }: ConflictName,
  { revision }: { readonly revision: string | null },
) {
  return readOnce(portId, from, onto, path, revision);
}

const readOnce = cache(
  (portId: number, from: string, onto: string, path: string, revision: string | null) =>
    getConflict(pageDatabase(), portId, { from, onto, path, revision }),
);
