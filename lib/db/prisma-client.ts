// The one way to Postgres: a pool of bounded size, and Prisma on top of the same pool.
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';

import { PrismaClient } from './generated/client.ts';

export interface Database {
  readonly prisma: PrismaClient;
  /** The pool that Prisma uses, for what SQL says better. */
  readonly pool: Pool;
  /** Waits for running queries, then gives back every connection. */
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  /** Most connections at a time. */
  readonly poolSize?: number;
  /** How long to wait for a connection at most; ten seconds if left out. */
  readonly connectMs?: number;
  /** How long to wait for the answer to a query at most; for ever if left out. */
  readonly queryMs?: number;
}

/** Connects at the first query, not here: a wrong `url` shows up there, within `connectMs`. */
export function openDatabase(
  url: string,
  { poolSize = 10, connectMs = 10_000, queryMs }: OpenDatabaseOptions = {},
): Database {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectMs,
    ...(queryMs === undefined ? {} : { query_timeout: queryMs }),
    application_name: 'tidemark',
  });
  // An idle connection that Postgres drops is replaced by the pool at the next query; unheard, it would end the process.
  pool.on('error', ignoreLostConnection);
  // So does one that is lent out; whoever holds it is told by the query that fails.
  pool.on('connect', (client) => {
    client.on('error', ignoreLostConnection);
  });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

function ignoreLostConnection(): void {}

declare global {
  // Kept on `globalThis`, because Next evaluates modules anew at each hot reload and once a bundle.
  var tidemarkDatabase: Database | undefined;
}

/** The web server's database, from DATABASE_URL (the supervisor sets it for its children), opened once a process. */
export function database(): Database {
  // Somebody waits for what it reads: better to say soon that it cannot be read.
  globalThis.tidemarkDatabase ??= openDatabase(databaseUrl(), { connectMs: 5000, queryMs: 15_000 });
  return globalThis.tidemarkDatabase;
}

function databaseUrl(): string {
  const url = process.env['DATABASE_URL'];
  if (url === undefined || url === '') {
    throw new Error('DATABASE_URL is not set: start the program with `npm start`, which sets it.');
  }
  return url;
}
