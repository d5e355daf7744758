// The data folder of the embedded Postgres: checked before it is opened, made whole or not at all, never deleted.
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { execa } from 'execa';

import type { PostgresBinaries } from './embedded-postgres-binaries.ts';
import type { SystemUser } from './embedded-postgres-user.ts';
import { StorageError } from './storage-error.ts';

export const postgresSuperuser = 'tidemark';

/** All that Postgres gets to see of our environment: nothing. */
export const postgresEnvironment = { LC_ALL: 'C', NODE_ENV: process.env.NODE_ENV };

export type DataFolderState = 'missing' | 'usable';

/** Throws `StorageError` when there is a folder that this Postgres, or the user that runs it, must not open. */
export async function checkDataFolder(
  dataFolder: string,
  installed: PostgresBinaries,
  user: SystemUser | null,
): Promise<DataFolderState> {
  const found = await stat(dataFolder).catch(() => null);
  if (found === null) return 'missing';
  const uid = user?.uid ?? process.getuid?.();
  if (uid !== undefined && found.uid !== uid) {
    throw new StorageError(
      `${dataFolder} belongs to another user (number ${found.uid}): start as the user that made it, or give another DATA_DIR.`,
    );
  }
  const version = await readFile(join(dataFolder, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null) {
    throw new StorageError(
      `${dataFolder} is not a Postgres data folder: move it away, or give another DATA_DIR.`,
    );
  }
  if (version.trim() !== installed.major) {
    throw new StorageError(
      `${dataFolder} was made by Postgres ${version.trim()} and this program brings ${installed.major}: start the version of this program that made it, or give another DATA_DIR.`,
    );
  }
  return 'usable';
}

export interface PasswordOptions {
  readonly dataDir: string;
  readonly dataFolder: string;
  readonly state: DataFolderState;
}

/** The password of DATA_DIR, made before the data, so that a killed first start cannot lose it. */
export async function ensurePassword(options: PasswordOptions): Promise<string> {
  const { dataDir, dataFolder, state } = options;
  const path = join(dataDir, 'postgres-password');
  const stored = await readFile(path, 'utf8').catch(() => '');
  if (stored.trim() !== '') return stored.trim();
  if (state === 'usable') {
    throw new StorageError(
      `${path} cannot be read, and ${dataFolder} cannot be opened without it: put it back, or give another DATA_DIR.`,
    );
  }
  const password = randomBytes(24).toString('hex');
  await writeFile(path, `${password}\n`, { mode: 0o600 });
  return password;
}

export interface InitializeOptions {
  /** The folder with bin, lib and share. */
  readonly programs: string;
  readonly dataFolder: string;
  readonly user: SystemUser | null;
  readonly password: string;
  readonly isDurable: boolean;
}

const unfinishedMark = '-unfinished-';

/** Makes the data folder beside its place and moves it there whole. */
export async function initializeDataFolder(options: InitializeOptions): Promise<void> {
  const { programs, dataFolder, user, password, isDurable } = options;
  await removeUnfinished(dataFolder);
  const unfinished = await mkdtemp(`${dataFolder}${unfinishedMark}`);
  // Beside it, not in it: initdb wants an empty folder.
  const passwordFolder = await mkdtemp(`${dataFolder}${unfinishedMark}`);
  try {
    const passwordFile = join(passwordFolder, 'password');
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user !== null) {
      for (const path of [unfinished, passwordFolder, passwordFile]) {
        await chown(path, user.uid, user.gid);
      }
    }
    const result = await execa(
      join(programs, 'bin', 'initdb'),
      [
        `--pgdata=${unfinished}`,
        `--username=${postgresSuperuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order on every machine: bytes.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(isDurable ? [] : ['--no-sync']),
      ],
      { ...user, cwd: '/', env: postgresEnvironment, extendEnv: false, reject: false, all: true },
    );
    if (result.failed) {
      const line = result.all.split('\n').find((text) => /error|fatal/i.test(text));
      throw new StorageError(
        `Postgres could not make its data folder in ${dirname(dataFolder)}: ${line ?? result.shortMessage}`,
      );
    }
    await rename(unfinished, dataFolder);
  } finally {
    await rm(passwordFolder, { recursive: true, force: true });
    await rm(unfinished, whileWrittenTo);
  }
}

/** What a killed `initializeDataFolder` left: never opened by a Postgres, so nothing is lost. */
async function removeUnfinished(dataFolder: string): Promise<void> {
  const prefix = `${basename(dataFolder)}${unfinishedMark}`;
  for (const name of await readdir(dirname(dataFolder))) {
    if (name.startsWith(prefix)) {
      await rm(join(dirname(dataFolder), name), whileWrittenTo);
    }
  }
}

/** The initdb of a program that was killed lives on for a moment, and writes into a folder that is being emptied. */
const whileWrittenTo = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 } as const;
