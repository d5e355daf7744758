import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { CarriedPath } from '#lib/domain/find-carried-paths.ts';

import { listPortMarks } from './list-port-marks.ts';
import { recallByMark } from './recall-by-mark.ts';

declare global {
  // Kept on `globalThis`: Next may evaluate this module once for pages and once for answers to programs.
  var tidemarkCarriers: ReturnType<typeof recallByMark<readonly CarriedPath[]>> | undefined;
}

/**
 * What each port's rebases change, by the id of the port. All file changes of all rebases are read for it, which takes a second for a
 * million of them; then it is remembered, and read again of a port whose rebases have changed. Two questions, or one.
 */
export async function listCarriers(
  db: DatabaseClient,
): Promise<ReadonlyMap<number, readonly CarriedPath[]>> {
  globalThis.tidemarkCarriers ??= recallByMark<readonly CarriedPath[]>();
  return globalThis.tidemarkCarriers(await listPortMarks(db), (portIds) =>
    readCarriers(db, portIds),
  );
}

/** Packed by the database, since many rows take longer to unpack than to read; releases are told by their place among the port's own. */
const packedReleases = z.array(z.string());
const packedCarriers = z.array(z.tuple([z.string(), z.number(), z.number(), z.number()]));

interface PackedRow {
  readonly portId: number;
  readonly releases: string;
  readonly carriers: string;
}

async function readCarriers(
  db: DatabaseClient,
  portIds: readonly number[],
): Promise<ReadonlyMap<number, readonly CarriedPath[]>> {
  // OFFSET 0: each revision's rows by the index, where Postgres would rather read those of all ports.
  const rows = await db.$queryRaw<readonly PackedRow[]>`
    WITH shown AS MATERIALIZED (
      SELECT b."portId", n.id, b.release,
        row_number() OVER (PARTITION BY b."portId" ORDER BY b."order", b.release COLLATE "C") AS place
      FROM rebase b JOIN revision n ON n."rebaseId" = b.id AND n."isNewest"
      WHERE b."portId" = ANY(${portIds}::int[]) AND b."deletedAt" IS NULL
    ), carried AS (
      SELECT shown."portId", changed.path, count(*) AS rebases, min(shown.place) AS first, max(shown.place) AS last
      FROM shown CROSS JOIN LATERAL (
        SELECT f.path FROM file_change f WHERE f."revisionId" = shown.id OFFSET 0
      ) changed
      GROUP BY shown."portId", changed.path
    ), named AS (
      SELECT "portId", json_agg(release ORDER BY place)::text AS releases FROM shown GROUP BY "portId"
    )
    SELECT "portId", releases, json_agg(json_build_array(path, rebases, first, last))::text AS carriers
    FROM carried JOIN named USING ("portId")
    GROUP BY "portId", releases`;
  return new Map(rows.map((row) => [row.portId, unpackCarriers(row)]));
}

function unpackCarriers({ releases, carriers }: PackedRow): readonly CarriedPath[] {
  const names = packedReleases.parse(JSON.parse(releases));
  const nameOf = (place: number) => names[place - 1] ?? '';
  return packedCarriers.parse(JSON.parse(carriers)).map(([path, rebases, first, last]) => ({
    path,
    rebases,
    first: nameOf(first),
    last: nameOf(last),
  }));
}
