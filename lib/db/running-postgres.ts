// Finds the embedded Postgres that a running program holds, so that a command can work beside it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { postgresSuperuser } from './embedded-postgres-data.ts';
import { findDataFolder } from './embedded-postgres-place.ts';

/** Its URL, password included; null when there is none, or it is still starting. */
export async function findRunningPostgres(dataDir: string): Promise<string | null> {
  const dataFolder = await findDataFolder(dataDir);
  const pidFile = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => null);
  const password = await readFile(join(dataDir, 'postgres-password'), 'utf8').catch(() => null);
  // The fourth line is the port: https://www.postgresql.org/docs/current/storage-file-layout.html
  const port = pidFile?.split('\n')[3]?.trim();
  if (!port || password === null) return null;
  return `postgresql://${postgresSuperuser}:${password.trim()}@127.0.0.1:${port}/${postgresSuperuser}`;
}
