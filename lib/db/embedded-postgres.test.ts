import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { isProcessAlive } from '#lib/testing/is-process-alive.ts';

import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { findRunningPostgres } from './running-postgres.ts';

/** A data folder that was made once and whose Postgres has ended: a copy of it is had much sooner than a new one. */
let madeDir: string;
let dataDir: string;
const running: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  madeDir = await makeFolder();
  const postgres = await startEmbeddedPostgres({ dataDir: madeDir, isDurable: false });
  await postgres.stop();
});

afterAll(async () => {
  await rm(madeDir, { recursive: true, force: true });
});

beforeEach(async () => {
  dataDir = await makeFolder();
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const postgres of running.splice(0)) await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-embedded-'));
  // As root the tests run Postgres as another user.
  await chmod(folder, 0o711);
  return folder;
}

async function start(): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, isDurable: false });
  running.push(postgres);
  return postgres;
}

/** With the owners of its files, which Postgres insists on. */
function copyMade(): void {
  execFileSync('cp', ['-a', `${madeDir}/.`, dataDir]);
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ value: unknown }>(sql);
    return rows.map((row) => row.value);
  } finally {
    await client.end();
  }
}

/** A program that starts a Postgres, writes a row, says where, and does nothing more. */
async function startInAnotherProcess(): Promise<{ child: ChildProcess; postgresPid: number }> {
  const modulePath = fileURLToPath(new URL('embedded-postgres.ts', import.meta.url));
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(modulePath)});
    const { Client } = await import('pg');
    const postgres = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    await client.query('CREATE TABLE kept AS SELECT 42 AS value');
    console.log(postgres.pid);
    setInterval(() => {}, 1000);`;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  const [line] = await once(child.stdout, 'data');
  return { child, postgresPid: Number(String(line)) };
}

/** A program that is making its data folder. */
async function startHalfway(): Promise<{ child: ChildProcess }> {
  const modulePath = fileURLToPath(new URL('embedded-postgres.ts', import.meta.url));
  const script = `
      const { startEmbeddedPostgres } = await import(${JSON.stringify(modulePath)});
      await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });`;
  const child = spawn(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '--eval',
    script,
  ]);
  children.push(child);
  while (!(await readdir(dataDir)).some((name) => name.startsWith('postgres-unfinished'))) {
    await sleep(5);
  }
  return { child };
}

describe('the embedded Postgres', () => {
  test('keeps what was written over a restart', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS value');
    await first.stop();
    const second = await start();
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([42]);
    expect(second.notices).toEqual([]);
  });

  test('lets nobody in without the password, and nowhere but on the loopback address; orders text by bytes and knows letters beyond ASCII, whatever the machine speaks', async () => {
    copyMade();
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'password';
    await expect(query(wrong.href, 'SELECT 1 AS value')).rejects.toMatchObject({ code: '28P01' });
    const { mode } = await stat(join(dataDir, 'postgres-password'));
    expect(mode & 0o777).toBe(0o600);
    expect(await query(url, "SELECT current_setting('password_encryption') AS value")).toEqual([
      'scram-sha-256',
    ]);

    expect(await query(url, 'SELECT inet_server_addr() AS value')).toEqual(['127.0.0.1']);
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address?.internal === false && address.family === 'IPv4');
    for (const other of others) {
      const elsewhere = new URL(url);
      elsewhere.hostname = other?.address ?? '';
      await expect(query(elsewhere.href, 'SELECT 1 AS value')).rejects.toThrow('ECONNREFUSED');
    }

    const sql = `SELECT string_agg(word, ' ' ORDER BY word) || lower('ÄÖ') AS value
                 FROM unnest(ARRAY['a', 'B', '_', 'Z']) AS word`;
    expect(await query(url, sql)).toEqual(['B Z _ aäö']);
  });

  test('is found by a command that works beside the program', async () => {
    copyMade();
    expect(await findRunningPostgres(dataDir)).toBeNull();
    const postgres = await start();
    const url = await findRunningPostgres(dataDir);
    expect(url).toBe(postgres.url);
    await postgres.stop();
    expect(await findRunningPostgres(dataDir)).toBeNull();
  });
});

describe('after a crash', () => {
  test('of the program, the Postgres it left behind is ended and its data are there', async () => {
    copyMade();
    const { child, postgresPid } = await startInAnotherProcess();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await isProcessAlive(postgresPid)).toBe(true);
    const postgres = await start();
    expect(await isProcessAlive(postgresPid)).toBe(false);
    expect(postgres.notices).toEqual(['Ended a Postgres that an earlier run left behind.']);
    expect(await query(postgres.url, 'SELECT value FROM kept')).toEqual([42]);
  });

  test('of program and Postgres at once, the next start recovers', async () => {
    copyMade();
    const { child, postgresPid } = await startInAnotherProcess();
    child.kill('SIGKILL');
    process.kill(postgresPid, 'SIGKILL');
    const postgres = await start();
    expect(await query(postgres.url, 'SELECT value FROM kept')).toEqual([42]);
  });

  test('of Postgres alone, the program is told', async () => {
    copyMade();
    const postgres = await start();
    process.kill(postgres.pid, 'SIGKILL');
    await postgres.ended;
    expect(await isProcessAlive(postgres.pid)).toBe(false);
  });

  test('a lock file whose number belongs to another process by now does not block', async () => {
    copyMade();
    const bystander = spawn('sleep', ['60']);
    children.push(bystander);
    const lines = [bystander.pid, join(dataDir, 'postgres'), 1, 5432, '', '127.0.0.1', '', 'ready'];
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${lines.join('\n')}\n`);
    const second = await start();
    expect(await query(second.url, 'SELECT 1 AS value')).toEqual([1]);
    expect(bystander.exitCode).toBeNull();
  });

  test('in the middle of making the data folder, it is made anew', async () => {
    const { child } = await startHalfway();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const postgres = await start();
    expect(await query(postgres.url, 'SELECT 1 AS value')).toEqual([1]);
    const names = await readdir(dataDir);
    expect(names.filter((name) => name.startsWith('postgres-unfinished'))).toEqual([]);
  });
});

describe('a data folder that must not be opened is left as it is, and named', () => {
  test('of another version of Postgres', async () => {
    copyMade();
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow(/was made by Postgres 15 and this program brings 18/);
    expect(await readFile(join(dataDir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('15\n');
  });

  test('without its password', async () => {
    copyMade();
    const path = join(dataDir, 'postgres-password');
    await rename(path, `${path}-away`);
    await expect(start()).rejects.toThrow(/postgres-password cannot be read, and .* put it back/);
    await rename(`${path}-away`, path);
    await expect(start()).resolves.toMatchObject({ notices: [] });
  });

  test('with a password that is not its own', async () => {
    copyMade();
    await writeFile(join(dataDir, 'postgres-password'), 'another\n');
    await expect(start()).rejects.toThrow(/postgres-password in DATA_DIR does not fit the data/);
  });
});
