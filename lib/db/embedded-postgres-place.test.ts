import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { findPostgresBinaries } from './embedded-postgres-binaries.ts';
import { choosePostgresPlace, placePostgresBinaries } from './embedded-postgres-place.ts';
import { canReach, findPostgresUser } from './embedded-postgres-user.ts';

let folder: string;
let sharedHome: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-place-'));
  await chmod(folder, 0o711);
  sharedHome = join(folder, 'var-lib');
});

afterEach(() => rm(folder, { recursive: true }));

/** A DATA_DIR in a folder that nobody but its owner may enter, such as /root. */
async function makeHidden(name: string): Promise<string> {
  const dataDir = join(folder, name, 'data');
  await mkdir(dataDir, { recursive: true });
  await chmod(join(folder, name), 0o700);
  return dataDir;
}

test('an ordinary user keeps everything in DATA_DIR', async () => {
  const place = await choosePostgresPlace({ dataDir: folder, user: null, sharedHome });
  expect(place).toEqual({ home: folder, programsHome: folder, notices: [] });
});

/** As a start by root does. */
async function choose(dataDir: string) {
  const user = await findPostgresUser(join(dataDir, 'postgres'));
  expect(user?.uid).toBeGreaterThan(0);
  return { user, place: await choosePostgresPlace({ dataDir, user, sharedHome }) };
}

// Only root can run Postgres as somebody else.
describe.runIf(process.getuid?.() === 0)('as root', () => {
  test('data stay in a DATA_DIR that the user Postgres runs as can enter', async () => {
    const { place } = await choose(folder);
    expect(place).toMatchObject({ home: folder, notices: [] });
  });

  test('data go elsewhere when it cannot, once, and one line says where', async () => {
    const dataDir = await makeHidden('root');
    const { user, place } = await choose(dataDir);
    expect(place.home.startsWith(`${sharedHome}/`)).toBe(true);
    expect(await canReach(user, place.home)).toBe(true);
    expect(place.notices).toHaveLength(1);
    expect(place.notices[0]).toContain(place.home);
    const again = await choose(dataDir);
    expect(again.place).toEqual({ ...place, notices: [] });
  });

  test('a DATA_DIR that is moved keeps its data', async () => {
    const dataDir = await makeHidden('root');
    const { place } = await choose(dataDir);
    await rename(join(folder, 'root'), join(folder, 'moved'));
    const after = await choose(join(folder, 'moved', 'data'));
    expect(after.place).toEqual({ ...place, notices: [] });
  });

  test('a DATA_DIR that is copied gets data of its own', async () => {
    const dataDir = await makeHidden('root');
    const { place } = await choose(dataDir);
    await cp(join(folder, 'root'), join(folder, 'copy'), { recursive: true });
    await chmod(join(folder, 'copy'), 0o700);
    const copy = await choose(join(folder, 'copy', 'data'));
    expect(copy.place.home).not.toBe(place.home);
    expect((await choose(dataDir)).place.home).toBe(place.home);
  });

  test('a new DATA_DIR where one was removed does not open the old one’s data', async () => {
    const dataDir = await makeHidden('root');
    const { place } = await choose(dataDir);
    await rm(dataDir, { recursive: true });
    await mkdir(dataDir);
    expect((await choose(dataDir)).place.home).not.toBe(place.home);
  });

  test('programs that it cannot reach are copied, whole and once', async () => {
    const dataDir = await makeHidden('root');
    const { user, place } = await choose(dataDir);
    const installed = await findPostgresBinaries();
    const hidden = { ...installed, directory: join(folder, 'root', 'native') };
    await cp(installed.directory, hidden.directory, { recursive: true, verbatimSymlinks: true });
    const directory = await placePostgresBinaries(hidden, place, user);
    expect(directory).toBe(join(sharedHome, `postgres-${installed.version}`));
    const { stdout } = await execa(join(directory, 'bin', 'postgres'), ['--version'], {
      ...user,
      cwd: '/',
    });
    expect(stdout).toContain(`(PostgreSQL) ${installed.major}.`);
    const made = await stat(directory);
    expect(await placePostgresBinaries(hidden, place, user)).toBe(directory);
    expect((await stat(directory)).ino).toBe(made.ino);
    expect(await readFile(join(directory, 'share/postgresql/postgres.bki'), 'utf8')).not.toBe('');
  });
});
