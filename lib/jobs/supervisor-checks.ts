// What must hold before anything is started; each check answers with one sentence that says what to do, or null.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { Client, DatabaseError } from 'pg';

import { isGitNewEnough, OLDEST_GIT, readGitVersion } from '#lib/git/git-version.ts';

export async function findGitProblem(): Promise<string | null> {
  try {
    const version = await readGitVersion();
    if (isGitNewEnough(version)) return null;
    return `git ${version} is too old: install git ${OLDEST_GIT} or newer.`;
  } catch {
    return `git cannot be run: install git ${OLDEST_GIT} or newer, and see that it is on the PATH.`;
  }
}

/** A web server that was killed a moment ago may still hold the port: it is given two seconds. */
export async function findPortProblem(host: string, port: number): Promise<string | null> {
  const deadline = performance.now() + 2_000;
  for (;;) {
    const code = await tryListen(host, port);
    if (code === null) return null;
    if (code !== 'EADDRINUSE') return namePortProblem(code, host, port);
    if (performance.now() > deadline) return namePortProblem(code, host, port);
    await sleep(200);
  }
}

function namePortProblem(code: string, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: end that, or give another port, e.g. PORT=${port + 1}.`;
    case 'EACCES':
      return `Port ${port} is not for ordinary users: give a port from 1024 on, e.g. PORT=3000.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST is ${JSON.stringify(host)}, which is no address of this machine: leave it out, or set HOST=0.0.0.0 to listen on all.`;
    default:
      return `Nothing can listen on ${host}, port ${port} (${code}): give another PORT or HOST.`;
  }
}

async function tryListen(host: string, port: number): Promise<string | null> {
  const server = createServer();
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
  server.close();
  await once(server, 'close');
  return null;
}

const oldestPostgres = 14;

/** Tries the address of DATABASE_URL, for at most six seconds. The password is not shown. */
export async function findDatabaseProblem(url: string): Promise<string | null> {
  const masked = maskPassword(url);
  try {
    const version = await readServerVersion(url);
    if (version >= oldestPostgres) return null;
    return `DATABASE_URL (${masked}) is Postgres ${version}: use Postgres ${oldestPostgres} or newer, or leave it out.`;
  } catch (error) {
    const reason = describeConnectionError(error);
    return `DATABASE_URL (${masked}) cannot be used: ${reason}. Start that Postgres or correct the address, or leave it out to use the program's own.`;
  }
}

async function readServerVersion(url: string): Promise<number> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // Told by the rejected promise already.
  client.on('error', () => {});
  const work = async () => {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(
      "SELECT current_setting('server_version_num') AS version",
    );
    return Math.floor(Number(rows[0]?.version ?? 0) / 10_000);
  };
  const limit = sleep(6_000, null, { ref: false });
  try {
    const version = await Promise.race([work(), limit]);
    if (version === null) throw new Error('no answer within 6 s');
    return version;
  } finally {
    // Not waited for: a server that does not answer does not say goodbye either.
    void client.end().catch(() => {});
  }
}

function describeConnectionError(error: unknown): string {
  if (error instanceof DatabaseError) return error.message;
  // Several addresses of one name were tried: each has its own error.
  if (error instanceof AggregateError) {
    return error.errors.map((one) => describeConnectionError(one)).join(', ');
  }
  // As pg words it when it gives up.
  if (error instanceof Error && error.message === 'timeout expired') return 'no answer within 5 s';
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}

/** "postgresql://user:secret@host/name" becomes "postgresql://user:***@host/name"; so does a password in the query. */
export function maskPassword(url: string): string {
  if (!URL.canParse(url)) return 'not an address';
  const masked = new URL(url);
  if (masked.password !== '') masked.password = '***';
  if (masked.searchParams.has('password')) masked.searchParams.set('password', '***');
  return masked.href;
}
