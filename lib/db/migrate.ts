// Brings a database to the schema of this program: each folder of prisma/migrations once, in order, in a transaction
// each, kept in Prisma's own ledger so that `prisma migrate deploy` can take over at any time.
//
// To change the schema: edit prisma/schema.prisma, then `npm run migration -- what-it-does`. That writes the SQL from
// the difference between the migrations and the schema; read it, then `npm run generate`. A test fails while schema and
// migrations differ. Until the first release there is one migration: `npm run migration -- --initial` writes it anew
// (databases made before it are then refused, and have to be made again).
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { Client } from 'pg';

import { StorageError } from './storage-error.ts';

/** Where this program keeps its migrations. */
export const migrationsDirectory = fileURLToPath(
  new URL('../../prisma/migrations', import.meta.url),
);

export interface Migration {
  /** Name of its folder, e.g. "20261123090000_initial". */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file's bytes, as Prisma computes it. */
  readonly checksum: string;
}

export interface MigrateResult {
  /** Names of the migrations that this call applied, in order. */
  readonly applied: readonly string[];
}

// The key of Prisma's own migration lock, so that `prisma migrate deploy` and this never run at the same time.
// https://github.com/prisma/prisma-engines/blob/main/schema-engine/connectors/sql-schema-connector
const advisoryLockKey = 72_707_369;

/**
 * Applies what is missing and says what that was. Two callers at a time are harmless: the second waits and finds
 * nothing to do. Throws `StorageError` when an applied migration was edited, failed before, or is unknown here.
 */
export async function migrateDatabase(
  url: string,
  directory: string = migrationsDirectory,
): Promise<MigrateResult> {
  const migrations = await readMigrations(directory);
  const client = new Client({ connectionString: url, application_name: 'tidemark migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLockKey]);
    await client.query(createLedgerSql);
    const done = await listAppliedMigrations(client);
    refuseForeignHistory(migrations, done);
    const applied: string[] = [];
    for (const migration of migrations) {
      if (done.some((row) => row.name === migration.name)) continue;
      await applyMigration(client, migration);
      applied.push(migration.name);
    }
    return { applied };
  } finally {
    // Ending the session gives the advisory lock back.
    await client.end();
  }
}

/** The migrations of a directory in the order of their names. */
export async function readMigrations(directory: string): Promise<readonly Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(`${directory}/${name}/migration.sql`);
      const checksum = createHash('sha256').update(bytes).digest('hex');
      return { name, sql: bytes.toString('utf8'), checksum };
    }),
  );
}

interface LedgerRow {
  readonly name: string;
  readonly checksum: string;
  readonly isFinished: boolean;
}

async function listAppliedMigrations(client: Client): Promise<readonly LedgerRow[]> {
  const { rows } = await client.query<LedgerRow>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

function refuseForeignHistory(
  migrations: readonly Migration[],
  applied: readonly LedgerRow[],
): void {
  for (const row of applied) {
    const migration = migrations.find((candidate) => candidate.name === row.name);
    if (!row.isFinished) {
      throw new StorageError(
        `Migration ${row.name} failed half-way in this database: mend it, then mark it with \`npx prisma migrate resolve\`.`,
      );
    }
    if (migration === undefined) {
      throw new StorageError(
        `This database has migration ${row.name}, which this program does not know: a newer version made it, so start that version, or give another DATABASE_URL or DATA_DIR.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new StorageError(
        `Migration ${row.name} was edited after this database applied it: restore the file, or give another DATABASE_URL or DATA_DIR.`,
      );
    }
  }
}

async function applyMigration(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new StorageError(
      `Migration ${migration.name} could not be applied and changed nothing: ${detail}`,
      { cause },
    );
  }
}

// As Prisma writes it:
// https://github.com/prisma/prisma-engines/blob/main/schema-engine/connectors/sql-schema-connector/src/flavour/postgres.rs
const createLedgerSql = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`;
