// Says as which user Postgres runs, since it refuses root, and what that user can reach.
import { stat } from 'node:fs/promises';

import { execa } from 'execa';

import { StorageError } from './storage-error.ts';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Null for an ordinary user: Postgres runs as that user. For root: the owner of `dataDirectory` if it exists, else
 * "postgres", else the system user "tidemark", made at need, else "nobody". Throws `StorageError` when there is none.
 */
export async function findPostgresUser(dataDirectory: string): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(dataDirectory).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const user =
    (await findUser('postgres')) ??
    (await findUser('tidemark')) ??
    (await addUser('tidemark')) ??
    (await findUser('nobody'));
  if (user !== null) return user;
  throw new StorageError(
    'Postgres refuses to run as root, and no other user can be used here: start as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether `user` may read or enter `path`, tried out as that user: mode bits alone do not tell. */
export async function canReach(user: SystemUser | null, path: string): Promise<boolean> {
  const result = await runAs(user, 'if test -d "$1"; then test -x "$1"; else test -r "$1"; fi', [
    path,
  ]);
  return result;
}

async function findUser(name: string): Promise<SystemUser | null> {
  const uid = await askId('-u', name);
  const gid = await askId('-g', name);
  if (uid === null || gid === null || uid === 0) return null;
  // In a user namespace a user may exist and still not be one that this process can become.
  return (await runAs({ uid, gid }, ':', [])) ? { uid, gid } : null;
}

async function addUser(name: string): Promise<SystemUser | null> {
  const result = await execa(
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      name,
    ],
    { reject: false, timeout: 10_000 },
  );
  return result.failed ? null : findUser(name);
}

async function askId(flag: '-u' | '-g', name: string): Promise<number | null> {
  const { stdout, failed } = await execa('id', [flag, name], { reject: false, timeout: 10_000 });
  return !failed && /^\d+$/.test(stdout) ? Number(stdout) : null;
}

async function runAs(
  user: SystemUser | null,
  script: string,
  scriptArguments: readonly string[],
): Promise<boolean> {
  const result = await execa('/bin/sh', ['-c', script, 'sh', ...scriptArguments], {
    ...user,
    cwd: '/',
    reject: false,
    timeout: 10_000,
  });
  return !result.failed;
}
