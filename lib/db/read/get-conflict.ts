import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { ConflictLookup, ConflictName } from '#lib/domain/conflict-page.ts';
import { findRelease } from '#lib/domain/find-release.ts';
import { isShaOrPart } from '#lib/domain/find-sha.ts';
import { parseGoRelease } from '#lib/domain/go-release.ts';

import { conflictRows, toConflictView } from './conflict-row.ts';

const nearestCount = 12;

const nearestRow = z.object({ path: z.string(), target: z.string() });

const unknown = { kind: 'unknown', isRehearsed: false, nearest: [] } as const;

const rehearsalRow = z.object({
  id: z.number(),
  target: z.string(),
  targetSha: z.string(),
  targetKind: z.enum(['beta', 'rc', 'first', 'patch', 'tip']),
  targetDate: z.date().nullable(),
  fromBaseSha: z.string(),
  fromHeadSha: z.string(),
  rehearsedAt: z.date(),
  source: z.enum(['measured', 'recorded']),
  conflicts: conflictRows,
});

/**
 * One path in conflict. `onto` is a release, spelled either way, "tip" for its newest rehearsal, or the commit that was merged
 * onto; any text is safe. Of several rehearsals onto a release that of the newest revision counts, or of the one whose head is
 * `revision`, whole or abbreviated. Two queries, or one more to say what there is instead.
 */
export async function getConflict(
  db: DatabaseClient,
  portId: number,
  {
    from: wantedFrom,
    onto,
    path,
    revision = null,
  }: ConflictName & { readonly revision?: string | null },
): Promise<ConflictLookup> {
  // Postgres refuses a NUL in text; no name holds one.
  if (onto.includes('\0')) return unknown;
  if (revision !== null && !isShaOrPart(revision)) return unknown;
  const head = revision?.toLowerCase() ?? null;
  const rebases = await db.rebase.findMany({
    where: { portId },
    select: { id: true, release: true },
  });
  const from = findRelease(
    rebases.map(({ release }) => release),
    wantedFrom,
  );
  const rebase = rebases.find(({ release }) => release === from);
  if (rebase === undefined) return unknown;
  const [found] = await db.$queryRaw<readonly unknown[]>`
    SELECT r.id, r.target, r."targetSha", r."targetKind", r."targetDate", r."rehearsedAt", r.source,
      f."baseSha" AS "fromBaseSha", f."headSha" AS "fromHeadSha",
      coalesce((SELECT json_agg(c ORDER BY c.position) FROM conflict c WHERE c."rehearsalId" = r.id), '[]') AS conflicts
    FROM rehearsal r
    JOIN revision f ON f.id = r."fromRevisionId" AND f."baseSha" IS NOT NULL
    WHERE f."rebaseId" = ${rebase.id} AND r.outcome <> 'error'
      AND (${head}::text IS NULL OR starts_with(f."headSha", ${head}) AND NOT EXISTS (
        SELECT FROM revision o
        WHERE o."rebaseId" = f."rebaseId" AND o."headSha" <> f."headSha" AND starts_with(o."headSha", ${head})))
      AND (r."targetSha" = ${onto} OR r.target = ANY (${spellingsOf(onto)}))
    ORDER BY f."isNewest" DESC, r."targetDate" DESC NULLS LAST, r.id DESC
    LIMIT 1`;
  if (found === undefined) {
    return { ...unknown, nearest: await listNearest(db, rebase) };
  }
  const { conflicts, source, ...row } = rehearsalRow.parse(found);
  const conflict = conflicts.find((each) => each.path === path);
  if (conflict === undefined) {
    const nearest = conflicts.slice(0, nearestCount);
    return {
      kind: 'unknown',
      isRehearsed: true,
      nearest: nearest.map((each) => ({ from: rebase.release, onto, path: each.path })),
    };
  }
  const releasedAt = row.targetKind === 'tip' ? null : row.targetDate;
  return {
    kind: 'found',
    detail: {
      rehearsal: { ...row, from: rebase.release, isRecorded: source === 'recorded' },
      conflict: toConflictView(conflict, releasedAt),
      paths: conflicts.map((each) => each.path),
    },
  };
}

/** The first release of a line is go1.N in some places and go1.N.0 in others. */
function spellingsOf(name: string): readonly string[] {
  const release = parseGoRelease(name);
  return release?.kind === 'first' ? [name, release.line, `${release.line}.0`] : [name];
}

/** Conflicts of whatever the rebase was rehearsed onto, the newest first. */
async function listNearest(
  db: DatabaseClient,
  rebase: { readonly id: number; readonly release: string },
): Promise<ConflictName[]> {
  const rows = await db.$queryRaw<readonly unknown[]>`
    SELECT path, target FROM (
      SELECT DISTINCT ON (c.path) c.path, c.position, r.target, r."targetDate"
      FROM conflict c
      JOIN rehearsal r ON r.id = c."rehearsalId"
      JOIN revision f ON f.id = r."fromRevisionId"
      WHERE f."rebaseId" = ${rebase.id}
      ORDER BY c.path, r."targetDate" DESC NULLS LAST
    ) newest
    ORDER BY "targetDate" DESC NULLS LAST, position
    LIMIT ${nearestCount}`;
  return rows.map((row) => {
    const { path, target } = nearestRow.parse(row);
    return { from: rebase.release, onto: target, path };
  });
}
