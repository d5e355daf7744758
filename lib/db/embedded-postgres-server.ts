// Starts the Postgres process on a data folder that is ready for it, and ends it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Client, DatabaseError } from 'pg';

import { postgresEnvironment, postgresSuperuser } from './embedded-postgres-data.ts';
import type { SystemUser } from './embedded-postgres-user.ts';
import { StorageError } from './storage-error.ts';

export interface PostgresServerOptions {
  /** The folder with bin, lib and share. */
  readonly programs: string;
  readonly dataFolder: string;
  readonly user: SystemUser | null;
  readonly password: string;
  readonly isDurable: boolean;
  /** Null: any that is free. */
  readonly port: number | null;
  /** What the server says is appended here. */
  readonly logPath: string;
}

export interface PostgresServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const databaseName = 'tidemark';
/** Recovery after a crash may take long; it is waited for as long as the process lives, up to this. */
const readyLimitMs = 300_000;
const maxAttempts = 30;
const maxLogBytes = 10 * 1024 * 1024;

const serverSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  // One server, nothing replicates from it.
  wal_level: 'minimal',
  max_wal_senders: '0',
};

const hastySettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Resolves once the database "tidemark" answers. Tries again where the cause passes by itself. */
export async function startPostgresServer(options: PostgresServerOptions): Promise<PostgresServer> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await tryServer(options);
    if (outcome.kind === 'ready') return outcome.server;
    // A port taken between our look and its start, or shared memory that a killed Postgres has not given back yet.
    const isPassing = /could not bind|already exists|still in use/.test(outcome.log);
    if (!isPassing || attempt === maxAttempts) {
      const reason = outcome.log
        .trim()
        .split('\n')
        .findLast((line) => /FATAL|PANIC|ERROR|error/.test(line));
      throw new StorageError(
        `Postgres did not start: ${reason ?? 'it ended without a word'} (more in ${options.logPath})`,
      );
    }
    await sleep(1_000);
  }
}

type Attempt =
  | { readonly kind: 'ready'; readonly server: PostgresServer }
  | { readonly kind: 'ended'; readonly log: string };

async function tryServer(options: PostgresServerOptions): Promise<Attempt> {
  const { programs, dataFolder, user, password, isDurable, logPath } = options;
  const port = options.port ?? (await findFreePort());
  const log = await openLog(logPath);
  const settings = { ...serverSettings, ...(isDurable ? {} : hastySettings) };
  const child = spawn(
    join(programs, 'bin', 'postgres'),
    [
      '-D',
      dataFolder,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...user,
      cwd: '/',
      env: postgresEnvironment,
      // A process group of its own: Ctrl-C in the terminal must not end it before those who use it.
      detached: true,
      stdio: ['ignore', log.file.fd, log.file.fd],
    },
  );
  const ended = waitForEnd(child);
  await log.file.close();
  const adminUrl = `postgresql://${postgresSuperuser}:${password}@127.0.0.1:${port}/postgres`;
  try {
    if (!(await waitUntilReady(adminUrl, child)) || child.pid === undefined) {
      return { kind: 'ended', log: (await readFile(logPath)).subarray(log.start).toString('utf8') };
    }
    await ensureDatabase(adminUrl);
  } catch (error) {
    await stopServer(child, ended);
    throw error;
  }
  const server: PostgresServer = {
    url: `postgresql://${postgresSuperuser}:${password}@127.0.0.1:${port}/${databaseName}`,
    port,
    pid: child.pid,
    ended,
    stop: () => stopServer(child, ended),
  };
  return { kind: 'ready', server };
}

async function waitForEnd(child: ChildProcess): Promise<void> {
  try {
    await once(child, 'exit');
  } catch {
    // It could not be started at all; the log is empty then, and the caller says so.
  }
}

/** True once it takes connections; false when it ended before. */
async function waitUntilReady(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + readyLimitMs;
  while (isAlive(child)) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    // A connection that breaks while it is made is told by the rejected promise already.
    client.on('error', ignoreSecondReport);
    try {
      await client.connect();
      return true;
    } catch (error) {
      refuseWrongPassword(error);
      if (performance.now() > deadline) {
        throw new StorageError('Postgres was started and did not answer within five minutes.', {
          cause: error,
        });
      }
    } finally {
      await client.end();
    }
    await sleep(30);
  }
  return false;
}

function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function ignoreSecondReport(): void {}

function refuseWrongPassword(error: unknown): void {
  // 28P01: invalid_password. https://www.postgresql.org/docs/18/errcodes-appendix.html
  if (error instanceof DatabaseError && error.code === '28P01') {
    throw new StorageError(
      'The file postgres-password in DATA_DIR does not fit the data: put the right one back, or give another DATA_DIR.',
    );
  }
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
      databaseName,
    ]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}

/** Fast shutdown, then immediate, then none at all. https://www.postgresql.org/docs/18/server-shutdown.html */
async function stopServer(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const steps = [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const;
  for (const [signal, waitMs] of steps) {
    if (!isAlive(child)) return;
    child.kill(signal);
    const patience = new AbortController();
    await Promise.race([
      ended,
      sleep(waitMs, undefined, { signal: patience.signal }).catch(() => {}),
    ]);
    patience.abort();
  }
}

/** Appends, and begins anew when the file has grown large; `start` is where this run's part begins. */
async function openLog(path: string) {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  const isLarge = size > maxLogBytes;
  const file = await open(path, isLarge ? 'w' : 'a', 0o600);
  return { file, start: isLarge ? 0 : size };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new StorageError('The system gave no free port for Postgres.', { isRetryable: true });
  }
  return address.port;
}
