import { cache } from 'react';

import { parsePairRevisions } from '#components/compare/prepare-comparison.ts';
import { getReleasePair } from '#lib/db/read/get-release-pair.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { firstSaid } from '#lib/domain/first-said.ts';
import type { PairRevisions, ReleasePair, WantedPair } from '#lib/domain/release-pair.ts';

type Query = Readonly<Record<string, string | string[] | undefined>>;

export interface ReadPair extends ReleasePair {
  /** As the URL names them. */
  readonly wanted: WantedPair & PairRevisions;
}

/** What a URL compares; asked once a request, for the canonical address too. */
export async function readPair(portId: number, query: Query): Promise<ReadPair> {
  const from = firstSaid(query['from']);
  const to = firstSaid(query['to']);
  const { fromRevision, toRevision } = parsePairRevisions(query);
  const pair = await readOnce(portId, from, to, fromRevision, toRevision);
  return { ...pair, wanted: { from, to, fromRevision, toRevision } };
}

const readOnce = cache(
  (
    portId: number,
    from: string | null,
    to: string | null,
    fromRevision: string | null,
    toRevision: string | null,
  ) => getReleasePair(pageDatabase(), portId, { from, to, fromRevision, toRevision }),
);
