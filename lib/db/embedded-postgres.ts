// A real Postgres of our own: made at the first start, reachable from this machine only and with a password only,
// ended with the program, and recovered when the program was killed. A data folder is never deleted.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { findPostgresBinaries } from './embedded-postgres-binaries.ts';
import { checkDataFolder, ensurePassword, initializeDataFolder } from './embedded-postgres-data.ts';
import { endOrphanedPostgres } from './embedded-postgres-orphan.ts';
import {
  choosePostgresPlace,
  findDataFolder,
  placePostgresBinaries,
} from './embedded-postgres-place.ts';
import { startPostgresServer } from './embedded-postgres-server.ts';
import { findPostgresUser } from './embedded-postgres-user.ts';

export interface EmbeddedPostgresOptions {
  /** Absolute. Made if it is missing. One process at a time: the caller holds its lock. */
  readonly dataDir: string;
  /** False for tests only: data may be lost when the machine stops. */
  readonly isDurable?: boolean;
  /** The port of a server that ended, so that its address stays good. Otherwise any that is free. */
  readonly port?: number;
}

export interface EmbeddedPostgres {
  /** Holds the password: give it to processes of our own, print it nowhere. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Lines for whoever starts the program; mostly none. */
  readonly notices: readonly string[];
  /** Settles when the process has ended, asked to or not. */
  readonly ended: Promise<void>;
  /** Ends it cleanly; after ten seconds less so. Harmless to call twice. */
  stop(): Promise<void>;
}

/** Resolves once it answers a query. Throws `StorageError` with a sentence for each way in which it cannot start. */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { dataDir, isDurable = true, port = null } = options;
  await mkdir(dataDir, { recursive: true });
  const user = await findPostgresUser(await findDataFolder(dataDir));
  const place = await choosePostgresPlace({ dataDir, user });
  const installed = await findPostgresBinaries();
  const programs = await placePostgresBinaries(installed, place, user);
  const dataFolder = join(place.home, 'postgres');
  const state = await checkDataFolder(dataFolder, installed, user);
  const password = await ensurePassword({ dataDir, dataFolder, state });
  const notices = [...place.notices];
  if (state === 'missing') {
    await initializeDataFolder({ programs, dataFolder, user, password, isDurable });
  } else {
    const { ended } = await endOrphanedPostgres(dataFolder);
    if (ended > 0) notices.push('Ended a Postgres that an earlier run left behind.');
  }
  const logPath = join(dataDir, 'postgres.log');
  const server = await startPostgresServer({
    programs,
    dataFolder,
    user,
    password,
    isDurable,
    port,
    logPath,
  });
  return { ...server, notices };
}
