// The store of this installation for a command in the foreground: that of the program if it runs on the same DATA_DIR,
// else one that is opened for the command and closed after it.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { StorageError } from '#lib/db/storage-error.ts';
import type { Settings } from '#lib/domain/settings.ts';

import { lockDataDir } from './lock-data-dir.ts';
import { loadShippedHistory, openPostgres, prepareSchema } from './open-store.ts';

export interface Installation {
  /** Migrated, with the ports and the recorded history in it. It holds a password. */
  readonly databaseUrl: string;
  /** Absolute; it exists. */
  readonly dataDir: string;
  /** Ends what was started for it; nothing when the program runs. */
  close(): Promise<void>;
}

/** `command` names the caller to others, e.g. "npm run poll". Throws `StorageError`. */
export async function openInstallation(settings: Settings, command: string): Promise<Installation> {
  const dataDir = resolve(settings.dataDir);
  await mkdir(dataDir, { recursive: true });
  const outcome = await lockDataDir(dataDir, command, { isPatient: false });
  if (outcome.kind === 'held') {
    const databaseUrl = settings.databaseUrl ?? (await readDatabaseUrl(dataDir));
    if (databaseUrl !== null) return { databaseUrl, dataDir, close: async () => {} };
    const { command: other = 'Another program', pid = 'unknown' } = outcome.holder ?? {};
    throw new StorageError(
      `${other} (process ${pid}) uses ${dataDir} and is not ready: try again when it is, or give another DATA_DIR.`,
      { isRetryable: true },
    );
  }
  const postgres = await openPostgres({ ...settings, dataDir }).catch(async (error: unknown) => {
    await outcome.lock.release();
    throw error;
  });
  const close = async () => {
    await postgres.embedded?.stop();
    await outcome.lock.release();
  };
  try {
    await prepareSchema(postgres.url);
    await loadShippedHistory(postgres.url);
  } catch (error) {
    await close();
    throw error;
  }
  return { databaseUrl: postgres.url, dataDir, close };
}

/** For commands that are started while the program runs. Its password is for this user's eyes only. */
export async function publishDatabaseUrl(dataDir: string, url: string): Promise<void> {
  await writeFile(urlPath(dataDir), `${url}\n`, { mode: 0o600 });
}

export async function withdrawDatabaseUrl(dataDir: string): Promise<void> {
  await rm(urlPath(dataDir), { force: true });
}

/** Meaningful only while the program runs: a killed one leaves its file behind. */
async function readDatabaseUrl(dataDir: string): Promise<string | null> {
  const url = await readFile(urlPath(dataDir), 'utf8').catch(() => '');
  return url === '' ? null : url.trim();
}

function urlPath(dataDir: string): string {
  return join(dataDir, 'database-url');
}
