import { afterAll, beforeAll, expect, test } from 'vitest';

import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { openDataVersion } from './data-version.js';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});

afterAll(() => db.close());

/** As of now: each asks anew. */
async function versionNow(): Promise<string | null> {
  const { read, close } = openDataVersion(db.url);
  const version = await read();
  await close();
  return version;
}

test('the version changes with whatever is stored, when it can be seen and not before', async () => {
  const insert = `INSERT INTO allowed_host (host, "addedAt") VALUES ('a.example', now())`;
  const before = await versionNow();
  expect(before).not.toBeNull();
  const client = await db.pool.connect();
  await client.query('BEGIN');
  await client.query(insert);
  const during = await versionNow();
  await client.query('COMMIT');
  client.release();
  expect(during).toBe(before);
  const after = await versionNow();
  expect(after).not.toBe(before);
  expect(await versionNow()).toBe(after);
});

test('where there is no database the version is not known', async () => {
  const { read, close } = openDataVersion('postgresql://127.0.0.1:1/none');
  expect(await read()).toBeNull();
  await close();
});
