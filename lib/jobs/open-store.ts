// Makes the store ready: Postgres (our own, or that of DATABASE_URL), then the schema and the queue's tables, then the
// ports and the history that the program brings along. Each step is harmless to repeat.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import { Logger, runMigrations } from 'graphile-worker';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts';
import { migrateDatabase } from '#lib/db/migrate.ts';
import { openDatabase } from '#lib/db/prisma-client.ts';
import { StorageError } from '#lib/db/storage-error.ts';
import { loadRecordedHistory } from '#lib/db/write/load-recorded-history.ts';
import { parsePortSeeds, seedPorts } from '#lib/db/write/seed-ports.ts';
import { recordedHistory } from '#lib/domain/recorded-history.ts';
import type { Settings } from '#lib/domain/settings.ts';

import { findDatabaseProblem } from './supervisor-checks.ts';

export interface OpenPostgres {
  /** For processes of our own; it holds a password. */
  readonly url: string;
  /** Null with DATABASE_URL: that Postgres is not ours to end. */
  readonly embedded: EmbeddedPostgres | null;
}

/** `settings.dataDir` is absolute, and locked by the caller. Throws `StorageError`. */
export async function openPostgres(settings: Settings): Promise<OpenPostgres> {
  if (settings.databaseUrl === null) {
    const embedded = await startEmbeddedPostgres({ dataDir: settings.dataDir });
    return { url: embedded.url, embedded };
  }
  const problem = await findDatabaseProblem(settings.databaseUrl);
  if (problem !== null) throw new StorageError(problem);
  return { url: settings.databaseUrl, embedded: null };
}

/** Returns how many migrations it applied. Throws `StorageError`. */
export async function prepareSchema(url: string): Promise<number> {
  const { applied } = await migrateDatabase(url);
  // Before the first job can be added; the worker would make them only when it starts.
  await runMigrations({ connectionString: url, logger: new Logger(() => () => {}) });
  return applied.length;
}

const portsPath = fileURLToPath(new URL('../../prisma/ports.json', import.meta.url));
const recordedDirectory = fileURLToPath(new URL('../../prisma/recorded', import.meta.url));

const RECORDING = '.json.gz';

export interface LoadedHistory {
  readonly ports: number;
  /** Rebases that were loaded now: 0 where a port has some already. */
  readonly rebases: number;
}

/** Seeds the ports and fills those that have no rebase yet from prisma/recorded. */
export async function loadShippedHistory(url: string): Promise<LoadedHistory> {
  const database = openDatabase(url, { poolSize: 2 });
  try {
    const seeds = parsePortSeeds(await readFile(portsPath, 'utf8'));
    await seedPorts(database.prisma, seeds);
    let rebases = 0;
    for (const name of await readdir(recordedDirectory).catch(() => [])) {
      if (!name.endsWith(RECORDING)) continue;
      // Each recording is named after its port: one that is not needed is not even read.
      const port = { slug: name.slice(0, -RECORDING.length) };
      if ((await database.prisma.rebase.count({ where: { port } })) > 0) continue;
      const json = await promisify(gunzip)(await readFile(join(recordedDirectory, name)));
      const history = recordedHistory.parse(JSON.parse(json.toString('utf8')));
      rebases += await loadRecordedHistory(database.prisma, history);
    }
    return { ports: seeds.length, rebases };
  } finally {
    await database.close();
  }
}
