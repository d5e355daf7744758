import { afterAll, beforeAll, expect, test } from 'vitest';

import { loadShipped } from '#lib/testing/load-shipped.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { listPortMarks } from './list-port-marks.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadShipped(db.prisma);
});

afterAll(() => db.close());

test('a port has another mark once anything of its rebases has changed, be it back', async () => {
  const marks: (string | undefined)[] = [];
  const note = async () => marks.push((await listPortMarks(db.prisma))[0]?.mark);
  await note();
  const revision = await db.prisma.revision.findFirstOrThrow({ where: { isNewest: true } });
  const where = { id: revision.id };
  await db.prisma.revision.update({ where, data: { files: 1 } });
  await note();
  await db.prisma.revision.update({ where, data: { files: revision.files } });
  await note();
  await db.prisma.rebase.update({
    where: { id: revision.rebaseId },
    data: { deletedAt: new Date() },
  });
  await note();
  expect(marks[0]).toEqual(expect.any(String));
  expect(new Set(marks).size).toBe(4);
});

test('what a transaction under way has written is in no mark until it ends', async () => {
  const client = await db.pool.connect();
  const before = await listPortMarks(db.prisma);
  await client.query('BEGIN');
  await client.query('UPDATE revision SET files = files');
  expect(await listPortMarks(db.prisma)).toEqual(before);
  await client.query('COMMIT');
  client.release();
  expect(await listPortMarks(db.prisma)).not.toEqual(before);
});

test('another database has marks of its own', async () => {
  await listPortMarks(db.prisma);
  const empty = await createTestDatabase();
  expect(await listPortMarks(empty.prisma)).toEqual([]);
  await empty.close();
});
