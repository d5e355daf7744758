// Fills an empty database with many ports in a minute or two: the rows that measuring would have written, sums and files agreeing.
import type { Pool, PoolClient } from 'pg';
import { ulid } from 'ulid';

import { alertKey } from '#lib/domain/alert.ts';
import { parseGoRelease, releaseOrder } from '#lib/domain/go-release.ts';
import type { IncidentFacts } from '#lib/domain/incident-facts.ts';
import { incidentVerdict } from '#lib/domain/incident-verdict.ts';
import { PATCH_READING_VERSION } from '#lib/domain/patch-reading.ts';
import { conflictFacts, exampleFacts } from '#lib/testing/incident-facts.ts';
import { SCENE_PATCHES } from '#lib/testing/scene-patch-text.ts';

export interface WorldSize {
  readonly ports: number;
  /** Of each port. */
  readonly rebases: number;
  /** Of each rebase's patch. */
  readonly files: number;
}

const dayMs = 86_400_000;
const NEWEST_LINE = 34;
const RELEASES_A_LINE = 4;
const RELEASE_EVERY_DAYS = 45;

interface WorldRelease {
  readonly name: string;
  readonly line: string;
  readonly kind: string;
  readonly order: number;
  readonly releasedAt: Date;
  /** Place among those that the ports follow, from 1; null for a pre-release. */
  readonly step: number | null;
}

export async function fillLargeWorld(pool: Pool, size: WorldSize, now: Date): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await fill(client, size, now);
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE');
  } finally {
    client.release();
  }
}

async function fill(client: PoolClient, size: WorldSize, now: Date): Promise<void> {
  const releases = listReleases(size.rebases, now);
  await fillUpstream(client, releases, now);
  await client.query(PORTS, [size.ports, now]);
  await client.query(REBASES);
  await withoutIndexes(client, 'file_change', () => client.query(FILE_CHANGES, [size.files]));
  for (const sql of SUMS) await client.query(sql);
  await client.query(REHEARSALS, [now]);
  await client.query(CONFLICTS, [size.files]);
  for (const sql of STEPS) await client.query(sql);
  await fillIncidents(client, size, now);
  await client.query(PATCH_TEXTS, [
    JSON.stringify(SCENE_PATCHES[0]?.reading),
    PATCH_READING_VERSION,
    now,
  ]);
  for (const table of ['repository', 'release', 'port', 'rebase', 'revision', 'rehearsal']) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence('${table}', 'id'), max(id)) FROM ${table}`,
    );
  }
}

/** Lines of a first release and three patch releases, each with a candidate before; the newest line is only a candidate. */
function listReleases(count: number, now: Date): readonly WorldRelease[] {
  const releases: WorldRelease[] = [];
  const lines = Math.ceil(count / RELEASES_A_LINE);
  const oldest = NEWEST_LINE - lines + 1;
  for (let minor = oldest; minor <= NEWEST_LINE + 1; minor += 1) {
    const first = minor > 20 ? `go1.${minor}.0` : `go1.${minor}`;
    const patches = Array.from(
      { length: RELEASES_A_LINE - 1 },
      (_, at) => `go1.${minor}.${at + 1}`,
    );
    for (const [index, name] of [`go1.${minor}rc1`, first, ...patches].entries()) {
      const step = (minor - oldest) * RELEASES_A_LINE + index;
      if (index > 0 && step > count) break;
      const release = parseGoRelease(name);
      if (release === null) throw new Error(`${name} is no release.`);
      releases.push({
        name,
        line: release.line,
        kind: release.kind,
        order: releaseOrder(release),
        releasedAt: new Date(now.getTime() - (count - step + 0.5) * RELEASE_EVERY_DAYS * dayMs),
        step: index === 0 ? null : step,
      });
    }
  }
  return releases;
}

async function fillUpstream(
  client: PoolClient,
  releases: readonly WorldRelease[],
  now: Date,
): Promise<void> {
  await client.query(
    `INSERT INTO repository (id, "fullName", "defaultBranch", archived, "metadataAt", "listedAt", "fetchedAt")
     VALUES (1, 'golang/go', 'master', false, $1, $1, $1)`,
    [now],
  );
  await client.query(
    `CREATE TEMP TABLE world_release ON COMMIT DROP AS
     SELECT * FROM json_to_recordset($1) AS r(name text, line text, kind text, "order" int, "releasedAt" timestamp, step int)`.replace(
      '$1',
      `'${JSON.stringify(releases)}'`,
    ),
  );
  await client.query(`
    INSERT INTO release ("repositoryId", name, line, kind, "order", sha, "releasedAt", "fixesAtSha", "fixesMethodVersion")
    SELECT 1, name, line, kind, "order", md5(name) || '00000000', "releasedAt", md5(name) || '00000000', 1 FROM world_release`);
  await client.query(`
    INSERT INTO release_fix ("releaseId", cve, sha, "committedAt", subject)
    SELECT r.id, 'CVE-2026-' || (10000 + r.id * 3 + k), md5(r.name || k) || '00000000', r."releasedAt", 'net: mend ' || k
    FROM release r, generate_series(0, 2) k WHERE r.kind = 'patch'`);
}

const PORTS = `
  WITH made AS (SELECT p, 'port-' || lpad(p::text, 3, '0') AS slug FROM generate_series(1, $1::int) p), forks AS (
    INSERT INTO repository (id, "fullName", "defaultBranch", archived, "metadataAt", "listedAt", "fetchedAt")
    SELECT 1 + p, 'example/' || slug || '-go', 'master', false, $2, $2, $2 FROM made RETURNING id
  ), polls AS (
    INSERT INTO poll ("repositoryId", "startedAt", "finishedAt", outcome, refs, changes)
    SELECT 1 + p, $2::timestamp - k * interval '5 minutes', $2::timestamp - k * interval '5 minutes', 'unchanged', 400, 0
    FROM made, generate_series(1, 100) k RETURNING id
  )
  INSERT INTO port (id, slug, name, summary, goos, goarch, layout, "branchPattern", "tagPattern", "upstreamId", "forkId")
  SELECT p, slug, 'Port ' || p, 'Go on the kernel number ' || p, ARRAY['k' || p], '{}', 'branch-per-release',
    slug || '{release}', slug || '-go{release}', 1, 1 + p FROM made`;

/** Each has the same number as its newest revision. */
const REBASES = `
  WITH made AS (
    SELECT (p.id - 1) * (SELECT max(step) FROM world_release) + r.step AS id, p.id AS port, p.slug, r.*,
      (p.id * 7 + r.step) % 20 AS lag
    FROM port p, world_release r
    -- One in ten has not followed the newest.
    WHERE r.step < (SELECT max(step) FROM world_release) OR r.step IS NOT NULL AND p.id % 10 > 0
  ), rebases AS (
    INSERT INTO rebase (id, "portId", release, line, kind, "order", "releasedAt", "publishedAt", "lagDays")
    SELECT id, port, name, line, kind, "order", "releasedAt", "releasedAt" + lag * interval '1 day', lag FROM made
  )
  INSERT INTO revision (id, "rebaseId", "baseSha", "baseRef", "headSha", "headRef", "isNewest", "seenAt", "measuredAt",
    "gitVersion", "methodVersion", "durationMs", commits, "isDescendant", files, insertions, deletions, added, modified, deleted,
    renamed, "touchFiles", "touchInsertions", "touchDeletions", "unmeasuredFiles")
  SELECT id, id, md5(name) || '00000000', 'refs/tags/' || name, md5(slug || name) || '11111111', 'refs/heads/' || slug || substr(name, 3),
    true, "releasedAt", "releasedAt", 'git version 2.39.5', 1, 140, 40 + step, true, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM made`;

/** Two in five are files of upstream, of which each port touches some; the others are the port's own. */
const FILE_CHANGES = `
  INSERT INTO file_change ("revisionId", position, path, status, subsystem, kind, insertions, deletions, "binary",
    "copiedFromPath", "copiedFromRelease", similarity)
  SELECT n.id, i, dir || '/' || word || CASE WHEN "isOwn" THEN '_' || slug || '_' || i ELSE '_' || shared END || '.go',
    CASE WHEN "isOwn" THEN 'added' ELSE 'modified' END, subsystem,
    CASE WHEN "isOwn" THEN 'new-port-file' WHEN i % 3 = 0 THEN 'constraint-only' ELSE 'shared-edit' END,
    CASE WHEN "isOwn" THEN 20 + (i * 13 + n.id % 7) % 200 WHEN i % 3 = 0 THEN 1 ELSE 1 + (i * 7 + n.id) % 30 END,
    CASE WHEN "isOwn" THEN 0 WHEN i % 3 = 0 THEN 1 ELSE (i * 3 + n.id) % 12 END, false,
    CASE WHEN "isOwn" AND i % 4 = 0 THEN dir || '/' || word || '_plan9.go' END,
    CASE WHEN "isOwn" AND i % 4 = 0 THEN b.release END,
    CASE WHEN "isOwn" AND i % 4 = 0 THEN 50 + i % 50 END
  FROM revision n JOIN rebase b ON b.id = n."rebaseId" JOIN port p ON p.id = b."portId"
  CROSS JOIN generate_series(0, $1::int - 1) i
  CROSS JOIN LATERAL (SELECT i % 5 >= 2 AS "isOwn", (p.id * 37 + i * 11) % 1500 AS shared) of_port
  CROSS JOIN LATERAL (
    SELECT (ARRAY['src/runtime', 'src/syscall', 'src/net', 'src/os', 'src/cmd/link/internal/ld', 'src/cmd/compile/internal/ssa',
        'src/cmd/go/internal/work', 'src/crypto/tls', 'src/internal/poll', 'src/time'])[1 + place] AS dir,
      (ARRAY['runtime', 'syscall', 'net', 'os', 'linker', 'compiler', 'go command', 'crypto', 'internal', 'other library'])[1 + place]
        AS subsystem,
      (ARRAY['proc', 'exec', 'sock', 'file', 'stack', 'signal', 'env'])[1 + place % 7] AS word
    FROM (SELECT CASE WHEN "isOwn" THEN i % 10 ELSE shared % 10 END AS place) places
  ) named`;

const SUMS = [
  `INSERT INTO revision_subsystem ("revisionId", subsystem, files, insertions, deletions, "touchFiles", "touchInsertions", "touchDeletions")
   SELECT "revisionId", subsystem, count(*), sum(insertions), sum(deletions), count(*) FILTER (WHERE status <> 'added'),
     coalesce(sum(insertions) FILTER (WHERE status <> 'added'), 0), coalesce(sum(deletions) FILTER (WHERE status <> 'added'), 0)
   FROM file_change GROUP BY 1, 2`,
  `INSERT INTO revision_kind ("revisionId", kind, files, insertions, deletions)
   SELECT "revisionId", kind, count(*), sum(insertions), sum(deletions) FROM file_change GROUP BY 1, 2`,
  `UPDATE revision n SET files = s.files, insertions = s.insertions, deletions = s.deletions, added = s.files - s.touched,
     modified = s.touched, "touchFiles" = s.touched, "touchInsertions" = s."touchInsertions", "touchDeletions" = s."touchDeletions"
   FROM (SELECT "revisionId", sum(files) AS files, sum(insertions) AS insertions, sum(deletions) AS deletions,
     sum("touchFiles") AS touched, sum("touchInsertions") AS "touchInsertions", sum("touchDeletions") AS "touchDeletions"
     FROM revision_subsystem GROUP BY 1) s
   WHERE s."revisionId" = n.id`,
];

/** Of each rebase onto the next; of each line's last onto the next line's candidate; and of the newest onto what is ahead, tip day after day. */
const REHEARSALS = `
  WITH steps AS (
    SELECT n.id, b."portId", b."order", b.line, b.release,
      lead(b.release) OVER w AS next, lead(b.kind) OVER w AS "nextKind", lead(b."releasedAt") OVER w AS "nextAt",
      lead(b.line) OVER w AS "nextLine", row_number() OVER (PARTITION BY b."portId" ORDER BY b."order" DESC) AS place
    FROM revision n JOIN rebase b ON b.id = n."rebaseId"
    WINDOW w AS (PARTITION BY b."portId" ORDER BY b."order")
  ), targets AS (
    SELECT id, next AS target, "nextKind" AS kind, "nextAt" AS at, false AS forecast FROM steps WHERE next IS NOT NULL
    UNION ALL
    SELECT s.id, r.name, 'rc', r."releasedAt", s.next IS NULL FROM steps s JOIN world_release r ON r.kind = 'rc'
      AND r.line = coalesce(s."nextLine", 'go1.${NEWEST_LINE + 1}') AND s."nextLine" IS DISTINCT FROM s.line
    UNION ALL
    SELECT id, 'tip', 'tip', $1::timestamp - day * interval '1 day', true FROM steps, generate_series(0, 59) day WHERE place = 1
  )
  INSERT INTO rehearsal ("fromRevisionId", target, "targetSha", "targetKind", "targetDate", outcome, "conflictedFiles",
    "rehearsedAt", "gitVersion", "methodVersion", "isForecast", "culpritsAt", "silentRisksAt")
  SELECT id, target, md5(CASE kind WHEN 'tip' THEN 'tip' || at::text ELSE target END) || '00000000', kind, at,
    CASE WHEN conflicts = 0 THEN 'clean' ELSE 'conflict' END, conflicts, $1, 'git version 2.39.5', 1, forecast, $1, $1
  FROM targets CROSS JOIN LATERAL (SELECT CASE kind WHEN 'patch' THEN id % 3 ELSE 12 END AS conflicts) counted`;

/** In files of upstream that the port touches; ports that touch the same share the culprit. */
const CONFLICTS = `
  INSERT INTO conflict ("rehearsalId", position, path, type, "gitTypes", subsystem, hunks, "culpritSha", "culpritDate", "culpritAuthor",
    "culpritSubject", "culpritCl", "culpritFoundBy", "isMonotonic", "isConfirmed", candidates, "patchId")
  SELECT r.id, k, f.path, 'content', ARRAY['CONFLICT (contents)'], f.subsystem, 1 + k % 3, md5(f.path || line) || '22222222',
    timestamp '2006-01-01' + (hashtext(f.path || line) & 1023) * interval '1 day', 'A. Gopher', split_part(f.path, '/', 2) || ': change what ' || f.path || ' does for ' || line,
    'https://go-review.googlesource.com/c/go/+/' || (100000 + (hashtext(f.path || line) & 65535)), 'path', true, true, 2, md5(f.path)
  FROM rehearsal r
  CROSS JOIN generate_series(0, r."conflictedFiles" - 1) k
  CROSS JOIN LATERAL (SELECT substring(CASE r.target WHEN 'tip' THEN 'go1.${NEWEST_LINE + 1}' ELSE r.target END FROM '^go1\\.\\d+') AS line) named
  JOIN file_change f ON f."revisionId" = r."fromRevisionId" AND f.position = k * 5 % $1::int`;

const STEPS = [
  `INSERT INTO transition ("fromRevisionId", "toRevisionId", "rehearsalId", "handConflicted", "handClean", adaptation, own, "handFiles",
     "pressureFiles", "pressureInsertions", "pressureDeletions", "pressureCommits", "flowSame", "flowChanged", "flowDropped", "flowNew",
     "measuredAt", "methodVersion")
   SELECT r."fromRevisionId", n.id, r.id, r."conflictedFiles" * 9, 40, r."conflictedFiles" * 9 + 15, 25, 15, 20, 400, 300, 30, 20, 3, 1, 2,
     r."rehearsedAt", 1
   FROM rehearsal r
   JOIN rebase b ON b.id = r."fromRevisionId"
   JOIN rebase a ON a."portId" = b."portId" AND a.release = r.target
   JOIN revision n ON n."rebaseId" = a.id
   WHERE r."targetKind" IN ('first', 'patch')`,
  `INSERT INTO transition_subsystem ("transitionId", subsystem, "conflictedFiles", adaptation, own, pressure)
   SELECT t.id, s, t.id % 3, 10 + t.id % 40, 5, 100
   FROM transition t, unnest(ARRAY['runtime', 'net', 'os', 'syscall', 'compiler']) s`,
  `INSERT INTO transition_path ("transitionId", position, path, subsystem, "isInConflict", "isAdaptation", insertions, deletions)
   SELECT t.id, f.position / 10, f.path, f.subsystem,
     EXISTS (SELECT 1 FROM conflict c WHERE c."rehearsalId" = t."rehearsalId" AND c.path = f.path), f.position % 3 > 0, 4, 2
   FROM transition t
   JOIN file_change f ON f."revisionId" = t."toRevisionId" AND f.position % 10 = 0 AND f.position < 200`,
];

const PATCH_TEXTS = `
  INSERT INTO patch_text ("revisionId", path, reading, "readAt", "readingVersion")
  SELECT f."revisionId", f.path, $1::jsonb, $3, $2
  FROM file_change f JOIN rebase b ON b.id = f."revisionId" WHERE b.kind = 'first' AND f.position = 2`;

/** Two open ones and six past ones of each port. */
async function fillIncidents(client: PoolClient, size: WorldSize, now: Date): Promise<void> {
  const rows = Array.from({ length: size.ports * 8 }, (_, index) => {
    const number = 1 + (index % size.ports);
    const round = Math.floor(index / size.ports);
    const slug = `port-${String(number).padStart(3, '0')}`;
    const port = {
      slug,
      name: `Port ${number}`,
      fork: `example/${slug}-go`,
      upstream: 'golang/go',
    };
    const isBehind = round % 2 === 0;
    const line = `go1.${NEWEST_LINE - Math.floor(round / 2)}`;
    const facts: IncidentFacts = isBehind
      ? {
          ...exampleFacts.behind,
          kind: 'behind',
          port,
          line,
          newestRebase: `${line}.1`,
          days: 36,
          notFollowed: [],
        }
      : { ...conflictFacts, port, line };
    const openedAt = new Date(now.getTime() - (20 + index) * 3_600_000);
    return {
      id: ulid(openedAt.getTime()),
      eventId: ulid(openedAt.getTime()),
      key: alertKey(
        isBehind
          ? { kind: 'behind', port: slug, line }
          : { kind: 'forecast-conflict', port: slug, line, upstreamLine: `go1.${NEWEST_LINE + 1}` },
      ),
      kind: facts.kind,
      number,
      line,
      isOpen: round < 2,
      title: incidentVerdict(facts, now),
      facts,
      subsystems: isBehind ? [] : ['runtime', 'net', 'os'],
      openedAt,
    };
  });
  await client.query(
    `WITH made AS (
       SELECT * FROM json_to_recordset($1::json) AS r(id text, "eventId" text, key text, kind text, number int, line text,
         "isOpen" boolean, title text, facts jsonb, subsystems text[], "openedAt" timestamp)
     ), incidents AS (
       INSERT INTO incident (id, key, "openKey", kind, "portId", line, state, severity, title, facts, subsystems, "openedAt", "updatedAt",
         "resolvedAt", "resolvedReason")
       SELECT id, key, CASE WHEN "isOpen" THEN key END, kind, number, line, CASE WHEN "isOpen" THEN 'firing' ELSE 'resolved' END,
         'warning', title, facts, subsystems, "openedAt", "openedAt", CASE WHEN "isOpen" THEN NULL ELSE "openedAt" + interval '1 day' END,
         CASE WHEN "isOpen" THEN NULL ELSE 'The port has followed.' END
       FROM made
     )
     INSERT INTO incident_event (id, "incidentId", seq, kind, at, facts, severity, subsystems, "isOwed")
     SELECT "eventId", id, 1, 'opened', "openedAt", facts, 'warning', subsystems, true FROM made`,
    [JSON.stringify(rows)],
  );
}

/** Building an index over all rows takes a fraction of keeping it up to date with each. */
async function withoutIndexes(
  client: PoolClient,
  table: string,
  fillTable: () => Promise<unknown>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index WHERE indrelid = $1::regclass AND NOT indisprimary`,
    [table],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await fillTable();
  for (const { definition } of rows) await client.query(definition);
}
