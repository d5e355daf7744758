// What is searched and compared on the recorded history of tamago, against sums that SQL makes in another way.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  chooseCompared,
  compareFiles,
  parseComparedChoice,
  prepareComparison,
} from '#components/compare/prepare-comparison.ts';
import { parseSearchText } from '#lib/domain/search-text.ts';
import type { SearchFindings } from '#lib/domain/search-view.ts';
import { loadShipped } from '#lib/testing/load-shipped.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { getReleasePair } from '#lib/db/read/get-release-pair.ts';
import { listPortSeries } from '#lib/db/read/list-port-series.ts';
import { listRebases } from '#lib/db/read/list-rebases.ts';
import { searchEverything } from '#lib/db/read/search-everything.ts';

let db: TestDatabase;
let port = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadShipped(db.prisma);
  ({ id: port } = await db.prisma.port.findFirstOrThrow());
});

afterAll(() => db.close());

async function rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await db.pool.query<Row>(sql, values)).rows;
}

const sides = `
  WITH side AS (
    SELECT b.release, f.path, f.subsystem, f.insertions + f.deletions AS lines
    FROM file_change f
    JOIN revision n ON n.id = f."revisionId" AND n."isNewest"
    JOIN rebase b ON b.id = n."rebaseId"
  ), a AS (SELECT * FROM side WHERE release = $1), z AS (SELECT * FROM side WHERE release = $2)`;

describe.each([
  ['go1.22.0', 'go1.26.0'],
  ['go1.14', 'go1.26.0'],
  ['go1.26.0', 'go1.25.7'],
])('from %s to %s', (from, to) => {
  test('every file has the fate and the lines that a join of the stored rows gives it', async () => {
    const pair = await getReleasePair(db.prisma, port, { from, to });
    if (pair.from.kind !== 'measured' || pair.to.kind !== 'measured') throw new Error(from);
    const [sums] = await rows(
      `${sides}
      SELECT count(*) FILTER (WHERE a.path IS NULL)::int AS came,
        count(*) FILTER (WHERE z.path IS NULL)::int AS went,
        count(*) FILTER (WHERE z.lines > a.lines)::int AS grew,
        count(*) FILTER (WHERE z.lines < a.lines)::int AS shrank,
        count(*) FILTER (WHERE z.lines = a.lines)::int AS same
      FROM a FULL JOIN z ON z.path = a.path`,
      [from, to],
    );
    const { counts, total, subsystems } = prepareComparison(pair.from, pair.to);
    expect(counts).toEqual({ ...sums, unknown: 0 });

    const revisions = await rows<{ release: string; files: number; lines: number }>(
      `SELECT b.release, n.files, n.insertions + n.deletions AS lines
      FROM rebase b JOIN revision n ON n."rebaseId" = b.id AND n."isNewest"`,
    );
    const [before, after] = [from, to].map((name) => revisions.find((r) => r.release === name));
    expect(total).toEqual({
      filesFrom: before?.files,
      filesTo: after?.files,
      linesFrom: before?.lines,
      linesTo: after?.lines,
    });
    const deltas = compareFiles(pair.from.files, pair.to.files).map(({ delta }) => delta ?? NaN);
    expect(deltas.reduce((sum, each) => sum + each, 0)).toBe(total.linesTo - total.linesFrom);

    const stored = await rows<{ subsystem: string; lines: number }>(
      `SELECT s.subsystem, sum(CASE b.release WHEN $1 THEN -1 ELSE 1 END * (s.insertions + s.deletions))::int AS lines
      FROM revision_subsystem s
      JOIN revision n ON n.id = s."revisionId" AND n."isNewest"
      JOIN rebase b ON b.id = n."rebaseId" AND b.release IN ($1, $2)
      GROUP BY s.subsystem`,
      [from, to],
    );
    const compared = subsystems.map(({ subsystem, linesFrom, linesTo }) => ({
      subsystem,
      lines: linesTo - linesFrom,
    }));
    expect(new Set(compared)).toEqual(new Set(stored));
  });
});

test('the patch is 8,605 lines at go1.26.0, and what is chosen narrows the files', async () => {
  const pair = await getReleasePair(db.prisma, port, { from: 'go1.22', to: null });
  if (pair.from.kind !== 'measured' || pair.to.kind !== 'measured') throw new Error('measured');
  expect([pair.from.release, pair.to.release]).toEqual(['go1.22.0', 'go1.26.0']);
  expect(prepareComparison(pair.from, pair.to).total).toMatchObject({
    filesTo: 367,
    linesTo: 8605,
  });
  const files = compareFiles(pair.from.files, pair.to.files);
  const chosen = chooseCompared(
    files,
    parseComparedChoice({ change: 'came', subsystem: 'runtime', q: 'runtime' }),
  );
  expect(chosen.length).toBeGreaterThan(0);
  expect(chosen.every(({ fate, subsystem }) => fate === 'came' && subsystem === 'runtime')).toBe(
    true,
  );
});

test('what is no release of the port is named as it was written', async () => {
  expect(await getReleasePair(db.prisma, port, { from: "'; --", to: 'go1.99\0' })).toMatchObject({
    from: { kind: 'unknown', wanted: "'; --" },
    to: { kind: 'unknown', wanted: 'go1.99\0' },
  });
});

test('ports are compared by the numbers that their own pages show', async () => {
  const [tamago, ...others] = await listPortSeries(db.prisma, ['tamago', 'nobody']);
  expect(others).toEqual([]);
  const rebases = await listRebases(db.prisma, port);
  expect(tamago?.points).toEqual(
    rebases.map(({ release, order, sums, lagDays, transition }) => ({
      release,
      order,
      values: {
        patch: sums && sums.patch.insertions + sums.patch.deletions,
        touched: sums && sums.touch.insertions + sums.touch.deletions,
        files: sums && sums.patch.files,
        lag: lagDays,
        conflicts: transition?.conflictedFiles ?? null,
        adaptation: transition?.measure?.handWork.adaptation ?? null,
      },
    })),
  );
  expect(tamago?.sources).toEqual(rebases.map(({ source }) => source));
});

async function search(raw: string, most = 25): Promise<SearchFindings> {
  const text = parseSearchText(raw);
  if (text === null) throw new Error(raw);
  return searchEverything(db.prisma, text, most);
}

describe('a search finds', () => {
  test('a port by its name', async () => {
    expect((await search('tamag')).ports.things).toMatchObject([{ slug: 'tamago' }]);
  });

  test.each(['go1.26.0', 'tamago1.26.0', 'tamago-go1.26.0', '1.26'])(
    'a release by %s',
    async (raw) => {
      expect((await search(raw)).rebases.things).toMatchObject([
        { port: 'tamago', portName: 'TamaGo', release: 'go1.26.0' },
      ]);
    },
  );

  test('releases of a line, the newest first, and says how many there are', async () => {
    const { rebases } = await search('go1.22', 3);
    const [{ count } = { count: 0 }] = await rows<{ count: number }>(
      "SELECT count(*)::int FROM rebase WHERE release LIKE 'go1.22%'",
    );
    expect(rebases.total).toBe(count);
    expect(rebases.things).toHaveLength(3);
  });

  test('files by any part of their path, with the releases that carry them', async () => {
    const { files } = await search('RUNTIME os_tamago', 200);
    const stored = await rows<{ path: string }>(
      `SELECT DISTINCT path FROM file_change WHERE path LIKE '%runtime%' AND path LIKE '%os_tamago%'`,
    );
    expect(files.total).toBe(stored.length);
    expect(new Set(files.things.map(({ path }) => path))).toEqual(
      new Set(stored.map(({ path }) => path)),
    );
    const [first] = files.things;
    const [carried] = await rows<{ rebases: number }>(
      'SELECT count(*)::int AS rebases FROM file_change WHERE path = $1',
      [first?.path],
    );
    expect(first?.carriers).toMatchObject([{ port: 'tamago', rebases: carried?.rebases }]);
  });

  test('a culprit by the first digits of its commit and by its change', async () => {
    const [known] = await rows<{ sha: string; cl: string }>(
      `SELECT "culpritSha" AS sha, "culpritCl" AS cl FROM conflict WHERE "culpritCl" IS NOT NULL LIMIT 1`,
    );
    if (known === undefined) throw new Error('The recording has culprits.');
    const bySha = await search(known.sha.slice(0, 10));
    expect(bySha.commits).toMatchObject({ total: 1, things: [{ sha: known.sha, cl: known.cl }] });
    const byCl = await search(`CL ${known.cl.slice(known.cl.lastIndexOf('/') + 1)}`);
    expect(byCl.commits.things.map(({ sha }) => sha)).toContain(known.sha);
  });

  test('of a path what is stored of it once a rebase has changed', async () => {
    const path = 'src/runtime/os_tamago_arm.go';
    const carriers = async () =>
      (await search(path)).files.things.find((file) => file.path === path)?.carriers;
    const [before] = (await carriers()) ?? [];
    if (before === undefined) throw new Error(`The recording has ${path}.`);
    const portId_release = { portId: port, release: before.last };
    await db.prisma.rebase.update({
      where: { portId_release },
      data: { deletedAt: new Date() },
    });
    const [after] = (await carriers()) ?? [];
    expect(after).toMatchObject({ first: before.first, rebases: before.rebases - 1 });
    expect(after?.last).not.toBe(before.last);
    await db.prisma.rebase.update({
      where: { portId_release },
      data: { deletedAt: null },
    });
    expect((await carriers())?.[0]).toEqual(before);
  });

  test('the newest of more commits than are counted, and says that there are more', async () => {
    const [kept] = await rows<{ rehearsalId: number }>(
      `SELECT r.id AS "rehearsalId" FROM rehearsal r JOIN conflict c ON c."rehearsalId" = r.id LIMIT 1`,
    );
    await rows(
      `INSERT INTO conflict ("rehearsalId", position, path, type, "gitTypes", subsystem, "culpritSha", "culpritDate", "culpritSubject")
       SELECT $1, 10000 + day, 'many/' || day, 'content', ARRAY['CONFLICT (contents)'], 'runtime', lpad(day::text, 40, '0'),
         timestamp '2020-01-01' + day * interval '1 day', 'many: change ' || day FROM generate_series(1, 1001) day`,
      [kept?.rehearsalId],
    );
    const { commits } = await search('many: change', 2);
    expect(commits).toMatchObject({
      total: 1000,
      isMore: true,
      things: [{ subject: 'many: change 1001' }, { subject: 'many: change 1000' }],
    });
    await rows('DELETE FROM conflict WHERE position > 10000');
    expect((await search('many: change', 2)).commits).toMatchObject({ total: 0, isMore: false });
  });

  test('nothing where nothing is meant, whatever is typed', async () => {
    for (const raw of ['%%', '__', "'; DROP TABLE port; --", '\\\\', '😀😀', 'no such thing']) {
      const findings = await search(raw);
      expect(findings.ports.total + findings.rebases.total + findings.commits.total).toBe(0);
    }
    expect((await search('%%')).files.total).toBe(0);
  });
});
