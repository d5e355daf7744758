import { setTimeout as sleep } from 'node:timers/promises';

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

test('a database that has not answered is waited for by nobody else until it does', async () => {
  const { read, close } = openDataVersion(postgres.url);
  expect(await read()).not.toBeNull();
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'tidemark'
     UNION ALL SELECT split_part(pg_read_file('postmaster.pid'), E'\n', 1)::int`,
  );
  const signal = (name: 'SIGSTOP' | 'SIGCONT') =>
    rows.forEach(({ pid }) => process.kill(pid, name));
  expect(rows).toHaveLength(2);
  signal('SIGSTOP');
  try {
    await expect.poll(read, { timeout: 10_000 }).toBeNull();
    // It is asked again by now, and would be waited for for two seconds.
    expect(await Promise.race([read(), sleep(1000, 'it waits')])).toBeNull();
  } finally {
    signal('SIGCONT');
  }
  await expect.poll(read, { timeout: 10_000 }).not.toBeNull();
  await close();
});

test('where there is no database the version is not known', async () => {
  const { read, close } = openDataVersion('postgresql://127.0.0.1:1/none');
  expect(await read()).toBeNull();
  await close();
});
