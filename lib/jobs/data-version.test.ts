import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { startTestPostgres } from '#lib/testing/test-postgres.ts';

import { openDataVersion } from './data-version.js';

// One of its own: transactions are numbered for all databases of a server together.
let postgres: Awaited<ReturnType<typeof startTestPostgres>>;
let client: Client;

beforeAll(async () => {
  postgres = await startTestPostgres();
  client = new Client(postgres.url);
  await client.connect();
  await client.query('CREATE TABLE stored (what text)');
});

afterAll(async () => {
  // A pool's own `end` does not wait until Postgres has closed the connection, and stopping that then ends it with an error.
  await client.end();
  await postgres.stop();
});

/** As of now: each asks anew. */
async function versionNow(): Promise<string | null> {
  const { read, close } = openDataVersion(postgres.url);
  const version = await read();
  await close();
  return version;
}

test('the version changes with whatever is stored, when it can be seen and not before', async () => {
  const before = await versionNow();
  expect(before).not.toBeNull();
  await client.query('BEGIN');
  await client.query(`INSERT INTO stored VALUES ('something')`);
  const during = await versionNow();
  await client.query('COMMIT');
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
