import { Prisma } from '#lib/db/generated/client.ts';
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { findCarriedPaths } from '#lib/domain/find-carried-paths.ts';
import {
  findPorts,
  findWantedRebases,
  type SearchText,
  type WantedRebases,
} from '#lib/domain/search-text.ts';
import type { Found, FoundCommit, FoundRebase, SearchFindings } from '#lib/domain/search-view.ts';

import { listCarriers } from './list-carriers.ts';

/** At most `most` of each kind, the likeliest first, and how many there are. Five questions, and one more after a rebase has changed. */
export async function searchEverything(
  db: DatabaseClient,
  search: SearchText,
  most: number,
): Promise<SearchFindings> {
  const ports = await db.port.findMany({
    orderBy: { name: 'asc' },
    select: {
      id: true,
      slug: true,
      name: true,
      summary: true,
      branchPattern: true,
      tagPattern: true,
    },
  });
  const foundPorts = findPorts(ports, search);
  const [rebases, carriers, commits] = await Promise.all([
    searchRebases(db, findWantedRebases(ports, search), most),
    listCarriers(db),
    searchCommits(db, search, most),
  ]);
  return {
    ports: { total: foundPorts.length, isMore: false, things: foundPorts.slice(0, most) },
    rebases,
    files: findCarriedPaths(
      ports.map(({ id, slug, name }) => ({
        port: slug,
        portName: name,
        paths: carriers.get(id) ?? [],
      })),
      search.words,
      most,
    ),
    commits,
  };
}

/** Commits. More are not counted: each has to be looked for among the conflicts. */
const MOST_COUNTED = 1000;

interface Counted {
  readonly total: number;
}

async function searchRebases(
  db: DatabaseClient,
  wanted: readonly WantedRebases[],
  most: number,
): Promise<Found<FoundRebase>> {
  if (wanted.length === 0) return found([]);
  const rows = await db.$queryRaw<readonly (FoundRebase & Counted)[]>`
    SELECT p.slug AS port, p.name AS "portName", b.release, (count(*) OVER ())::int AS total
    FROM unnest(${wanted.map(({ portId }) => portId)}::int[], ${wanted.map(({ prefix }) => prefix)}::text[])
      AS wanted(port, prefix)
    JOIN port p ON p.id = wanted.port
    JOIN rebase b ON b."portId" = p.id AND b."deletedAt" IS NULL AND starts_with(b.release, wanted.prefix)
    ORDER BY b.release = wanted.prefix DESC, b."order" DESC, p.name
    LIMIT ${most}`;
  return found(rows);
}

/** Among the commits that ever were a culprit, with the conflict that shows it best. */
async function searchCommits(
  db: DatabaseClient,
  { words, shaPrefix, cl }: SearchText,
  most: number,
): Promise<Found<FoundCommit>> {
  const fits = Prisma.join(
    [
      Prisma.sql`known.subject COLLATE "C" ILIKE ALL(${words.map(containing)}::text[])`,
      ...(shaPrefix === null ? [] : [Prisma.sql`starts_with(known.sha, ${shaPrefix})`]),
      ...(cl === null ? [] : [Prisma.sql`known.cl LIKE ${`%/${cl}`}`]),
    ],
    ' OR ',
  );
  // Of those that fit, the newest first, it is only asked whether a conflict of theirs is left.
  const rows = await db.$queryRaw<readonly (FoundCommit & Counted)[]>`
    WITH fitting AS MATERIALIZED (
      SELECT known.sha, known.date FROM known_culprit known
      WHERE ${fits}
      ORDER BY known.date DESC NULLS LAST, known.sha
    ), left_over AS MATERIALIZED (
      SELECT fitting.* FROM fitting CROSS JOIN LATERAL (
        SELECT FROM conflict c
        JOIN rehearsal r ON r.id = c."rehearsalId"
        JOIN revision f ON f.id = r."fromRevisionId" AND f."isNewest"
        JOIN rebase b ON b.id = f."rebaseId" AND b."deletedAt" IS NULL
        WHERE c."culpritSha" = fitting.sha
        LIMIT 1
      ) conflicted
      ORDER BY fitting.date DESC NULLS LAST, fitting.sha
      LIMIT ${MOST_COUNTED + 1}
    ), chosen AS (
      SELECT sha FROM left_over ORDER BY date DESC NULLS LAST, sha LIMIT ${most}
    )
    SELECT made.*, (SELECT count(*) FROM left_over)::int AS total
    FROM chosen CROSS JOIN LATERAL (
      SELECT c."culpritSha" AS sha, c."culpritDate" AS date, c."culpritAuthor" AS author,
        c."culpritSubject" AS subject, c."culpritCl" AS cl, p.slug AS port, p.name AS "portName",
        b.release AS "from", r.target AS "ontoName", c.path,
        CASE WHEN r."targetKind" = 'tip' THEN r."targetSha" ELSE r.target END AS onto
      FROM conflict c
      JOIN rehearsal r ON r.id = c."rehearsalId"
      JOIN revision f ON f.id = r."fromRevisionId" AND f."isNewest"
      JOIN rebase b ON b.id = f."rebaseId" AND b."deletedAt" IS NULL
      JOIN port p ON p.id = b."portId"
      WHERE c."culpritSha" = chosen.sha
      ORDER BY b."order" DESC, r."targetDate" DESC NULLS LAST, c.position
      LIMIT 1
    ) made
    ORDER BY made.date DESC, made.sha`;
  return found(rows, MOST_COUNTED);
}

function found<Row extends Counted>(rows: readonly Row[], mostCounted = Infinity): Found<Row> {
  const counted = rows[0]?.total ?? 0;
  return {
    total: Math.min(counted, mostCounted),
    isMore: counted > mostCounted,
    things: rows,
  };
}

/** For LIKE: what is in the text stands for itself. */
function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
