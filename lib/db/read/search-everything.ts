import { Prisma } from '#lib/db/generated/client.ts';
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import {
  findPorts,
  findWantedRebases,
  type SearchText,
  type WantedRebases,
} from '#lib/domain/search-text.ts';
import type {
  Found,
  FoundCommit,
  FoundFile,
  FoundRebase,
  SearchFindings,
} from '#lib/domain/search-view.ts';

/** At most `most` of each kind, the likeliest first, and how many there are. Four questions. */
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
  const [rebases, files, commits] = await Promise.all([
    searchRebases(db, findWantedRebases(ports, search), most),
    searchFiles(db, search, most),
    searchCommits(db, search, most),
  ]);
  return {
    ports: { total: foundPorts.length, things: foundPorts.slice(0, most) },
    rebases,
    files,
    commits,
  };
}

interface Counted {
  readonly total: number;
}

async function searchRebases(
  db: DatabaseClient,
  wanted: readonly WantedRebases[],
  most: number,
): Promise<Found<FoundRebase>> {
  if (wanted.length === 0) return { total: 0, things: [] };
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

type FileRow = Counted & { readonly path: string } & FoundFile['carriers'][number];

/** Among the paths that were ever seen; one that no rebase has any more is left out. */
async function searchFiles(
  db: DatabaseClient,
  { words }: SearchText,
  most: number,
): Promise<Found<FoundFile>> {
  const patterns = words.map(containing);
  const rows = await db.$queryRaw<readonly FileRow[]>`
    WITH fitting AS (
      SELECT known.path, regexp_replace(known.path, '^.*/', '') COLLATE "C" ILIKE ALL(${patterns}::text[]) AS "isName"
      FROM known_path known
      WHERE known.path COLLATE "C" ILIKE ALL(${patterns}::text[]) AND EXISTS (
        SELECT 1 FROM file_change f
        JOIN revision n ON n.id = f."revisionId" AND n."isNewest"
        JOIN rebase b ON b.id = n."rebaseId" AND b."deletedAt" IS NULL
        WHERE f.path = known.path
      )
    ), chosen AS (
      SELECT path, "isName", (count(*) OVER ())::int AS total
      FROM fitting ORDER BY "isName" DESC, path LIMIT ${most}
    )
    SELECT chosen.path, chosen.total, p.slug AS port, p.name AS "portName", count(*)::int AS rebases,
      (array_agg(b.release ORDER BY b."order", b.release))[1] AS first,
      (array_agg(b.release ORDER BY b."order" DESC, b.release DESC))[1] AS last
    FROM chosen
    JOIN file_change f ON f.path = chosen.path
    JOIN revision n ON n.id = f."revisionId" AND n."isNewest"
    JOIN rebase b ON b.id = n."rebaseId" AND b."deletedAt" IS NULL
    JOIN port p ON p.id = b."portId"
    GROUP BY chosen.path, chosen.total, chosen."isName", p.id
    ORDER BY chosen."isName" DESC, chosen.path, rebases DESC, p.name`;
  const files = new Map<string, FoundFile['carriers'][number][]>();
  for (const { path, port, portName, first, last, rebases } of rows) {
    const carrier = { port, portName, first, last, rebases };
    const carriers = files.get(path);
    if (carriers === undefined) files.set(path, [carrier]);
    else carriers.push(carrier);
  }
  return {
    total: rows[0]?.total ?? 0,
    things: [...files].map(([path, carriers]) => ({ path, carriers })),
  };
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
  // Of those that fit it is only asked whether a conflict of theirs is left, and since a commit has one date, whichever says it.
  const rows = await db.$queryRaw<readonly (FoundCommit & Counted)[]>`
    WITH fitting AS (
      SELECT known.sha, dated.date
      FROM known_culprit known CROSS JOIN LATERAL (
        SELECT c."culpritDate" AS date
        FROM conflict c
        JOIN rehearsal r ON r.id = c."rehearsalId"
        JOIN revision f ON f.id = r."fromRevisionId" AND f."isNewest"
        JOIN rebase b ON b.id = f."rebaseId" AND b."deletedAt" IS NULL
        WHERE c."culpritSha" = known.sha
        LIMIT 1
      ) dated
      WHERE ${fits}
    ), chosen AS (
      SELECT sha, (count(*) OVER ())::int AS total FROM fitting ORDER BY date DESC, sha LIMIT ${most}
    )
    SELECT made.*, chosen.total
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
  return found(rows);
}

function found<Row extends Counted>(rows: readonly Row[]): Found<Row> {
  return { total: rows[0]?.total ?? 0, things: rows };
}

/** For LIKE: what is in the text stands for itself. */
function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
