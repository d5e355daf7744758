// Gives a command the database: that of DATABASE_URL, that of the program running on DATA_DIR, or one started for it.
import { mkdir } from 'node:fs/promises';

import { findRunningPostgres } from '#lib/db/running-postgres.ts';
import { StorageError } from '#lib/db/storage-error.ts';
import type { Settings } from '#lib/domain/settings.ts';

import { lockDataDir } from './lock-data-dir.ts';
import { loadShippedHistory, openPostgres, prepareSchema } from './open-store.ts';

export interface CommandStore {
  readonly url: string;
  /** Ends what was started for the command. */
  readonly close: () => Promise<void>;
}

/** `settings.dataDir` is absolute. The schema is up to date, and the ports are there. Throws StorageError. */
export async function openCommandStore(settings: Settings, command: string): Promise<CommandStore> {
  await mkdir(settings.dataDir, { recursive: true });
  if (settings.databaseUrl !== null) {
    const { url } = await openPostgres(settings);
    await prepare(url);
    return { url, close: async () => undefined };
  }
  const outcome = await lockDataDir(settings.dataDir, command, { isPatient: false });
  if (outcome.kind === 'held') {
    const url = await findRunningPostgres(settings.dataDir);
    if (url !== null) return { url, close: async () => undefined };
    throw new StorageError(
      `Another program uses ${settings.dataDir} and is not ready yet: try again in a moment.`,
    );
  }
  const { lock } = outcome;
  try {
    const { url, embedded } = await openPostgres(settings);
    const close = async (): Promise<void> => {
      lock.announceStop();
      await embedded?.stop();
      await lock.release();
    };
    await prepare(url).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return { url, close };
  } catch (error) {
    await lock.release().catch(() => undefined);
    throw error;
  }
}

async function prepare(url: string): Promise<void> {
  await prepareSchema(url);
  await loadShippedHistory(url);
}
