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
}

/** Connects at the first query, not here: a wrong `url` shows up there, within ten seconds. */
export function openDatabase(url: string, options: OpenDatabaseOptions = {}): Database {
  const pool = new Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 10_000,
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
  globalThis.tidemarkDatabase ??= openDatabase(databaseUrl());
  return globalThis.tidemarkDatabase;
}

function databaseUrl(): string {
  const url = process.env['DATABASE_URL'];
  if (url === undefined || url === '') {
    throw new Error('DATABASE_URL is not set: start the program with `npm start`, which sets it.');
  }
  return url;
}
