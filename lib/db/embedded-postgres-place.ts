// Decides where the data of the embedded Postgres and its programs stand: under DATA_DIR, unless the user that
// Postgres runs as cannot get there (a clone under /root, say); then elsewhere, and DATA_DIR records where.
import { createHash, randomUUID } from 'node:crypto';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { PostgresBinaries } from './embedded-postgres-binaries.ts';
import { canReach, type SystemUser } from './embedded-postgres-user.ts';
import { StorageError } from './storage-error.ts';

export interface PostgresPlace {
  /** Holds the data folder, "postgres". */
  readonly home: string;
  /** Holds a copy of Postgres' programs, where one is needed. */
  readonly programsHome: string;
  /** Lines for whoever starts the program; empty when all is where one expects it. */
  readonly notices: readonly string[];
}

/** Name of the file in DATA_DIR that holds the home, where that is not DATA_DIR itself. */
const recordName = 'postgres-place';
/** Name of the file in such a home that holds the DATA_DIR it belongs to. */
const backReferenceName = 'data-dir';

/** The data folder of an earlier start, or where one would be made first. */
export async function findDataFolder(dataDir: string): Promise<string> {
  return join((await readLine(join(dataDir, recordName))) ?? dataDir, 'postgres');
}

export interface PlaceOptions {
  /** Absolute; it exists. */
  readonly dataDir: string;
  readonly user: SystemUser | null;
  /** Where data go that cannot stand in their DATA_DIR. */
  readonly sharedHome?: string;
}

/** The answer is the same at each start, also after DATA_DIR was moved. */
export async function choosePostgresPlace(options: PlaceOptions): Promise<PostgresPlace> {
  const { dataDir, user, sharedHome = '/var/lib/tidemark' } = options;
  const recorded = await readLine(join(dataDir, recordName));
  if (user === null) {
    if (recorded === null) return placeAt(dataDir, sharedHome);
    throw new StorageError(
      `The data of ${dataDir} stand in ${recorded} because root made them: start as root again, or give another DATA_DIR.`,
    );
  }
  if (recorded !== null && (await belongsTo(recorded, dataDir))) {
    await writeFile(join(recorded, backReferenceName), `${dataDir}\n`);
    return placeAt(recorded, sharedHome);
  }
  if (await canReach(user, dataDir)) return placeAt(dataDir, sharedHome);
  const home = await makeHome({ dataDir, user, sharedHome });
  await writeFile(join(home, backReferenceName), `${dataDir}\n`);
  await writeFile(join(dataDir, recordName), `${home}\n`);
  const notices = [
    ...(recorded === null
      ? []
      : [`The data that stood in ${recorded} are gone or are another installation's.`]),
    `Postgres data stand in ${home}: the user Postgres runs as cannot enter ${dataDir}.`,
  ];
  return { ...placeAt(home, sharedHome), notices };
}

/** Installations outside their DATA_DIR share one copy of the programs. */
function placeAt(home: string, sharedHome: string): PostgresPlace {
  const programsHome = dirname(home) === sharedHome ? sharedHome : home;
  return { home, programsHome, notices: [] };
}

/** The folder with bin, lib and share: the installed one where `user` can run it, else a copy. */
export async function placePostgresBinaries(
  binaries: PostgresBinaries,
  { programsHome }: PostgresPlace,
  user: SystemUser | null,
): Promise<string> {
  const isReachable =
    (await canReach(user, join(binaries.directory, 'bin', 'postgres'))) &&
    (await canReach(user, join(binaries.directory, 'lib', 'libpq.so.5'))) &&
    (await canReach(user, join(binaries.directory, 'share', 'postgresql', 'postgres.bki')));
  if (isReachable) return binaries.directory;
  const copy = join(programsHome, `postgres-${binaries.version}`);
  if (await exists(copy)) return copy;
  // A copy that was interrupted keeps its own name and is never taken for a whole one.
  const unfinished = `${copy}.${randomUUID()}`;
  await cp(binaries.directory, unfinished, { recursive: true, verbatimSymlinks: true });
  await openToAll(unfinished);
  await rename(unfinished, copy).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(copy))) throw error;
  });
  return copy;
}

/** False when the home is gone, or when `dataDir` is a copy of a DATA_DIR that still uses it. */
async function belongsTo(home: string, dataDir: string): Promise<boolean> {
  const owner = await readLine(join(home, backReferenceName));
  if (owner === null) return false;
  return owner === dataDir || (await readLine(join(owner, recordName))) !== home;
}

interface HomeOptions {
  readonly dataDir: string;
  readonly user: SystemUser;
  readonly sharedHome: string;
}

async function makeHome({ dataDir, user, sharedHome }: HomeOptions): Promise<string> {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const home =
    (await makeSharedHome(sharedHome, hash)) ?? (await mkdtemp(join(tmpdir(), 'tidemark-')));
  await chmod(home, 0o711);
  if (await canReach(user, home)) return home;
  throw new StorageError(
    `The user Postgres runs as can enter neither ${dataDir} nor ${home}: give a DATA_DIR that others may enter, or set DATABASE_URL.`,
  );
}

/** A new folder each time: what stands there already belongs to a DATA_DIR that was removed, and is not ours to touch. */
async function makeSharedHome(sharedHome: string, hash: string): Promise<string | null> {
  try {
    await mkdir(sharedHome, { recursive: true });
    await chmod(sharedHome, 0o711);
    for (let number = 1; ; number += 1) {
      const home = join(sharedHome, number === 1 ? hash : `${hash}-${number}`);
      const isMade = await mkdir(home).then(
        () => true,
        async (error: unknown) => {
          if (await exists(home)) return false;
          throw error;
        },
      );
      if (isMade) return home;
    }
  } catch {
    // Not writable here.
    return null;
  }
}

async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

async function readLine(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : text.trim();
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
