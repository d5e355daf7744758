// Brings together what handlers need: the database, and a mirror in which nothing is left of a crash.
import { resolve } from 'node:path';

import { withLock } from '#lib/db/advisory-lock.ts';
import { openDatabase } from '#lib/db/prisma-client.ts';
import { forgetFetches } from '#lib/db/write/forget-fetches.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { readGitVersion } from '#lib/git/git-version.ts';
import { isEmptyMirror, openMirror, removeLeftovers } from '#lib/git/mirror.ts';
import { pino, type Logger } from 'pino';

import { keepAppSecret } from './keep-app-secret.ts';
import type { WorkerContext } from './worker-context.ts';

export interface ContextInput {
  readonly settings: Settings;
  readonly databaseUrl: string;
  readonly signal: AbortSignal;
  readonly log?: Logger;
  readonly now?: () => Date;
}

/**
 * Two lines are measured at a time and one repository polled; each holds at most two connections. So do sending and
 * reading for a page, and the queue listens on one more for both.
 */
const POOL_SIZE = 13;

/** Throws GitError, StorageError or AppSecretError with a sentence. Close `database` when done. */
export async function openWorkerContext(input: ContextInput): Promise<WorkerContext> {
  const { settings, databaseUrl, signal } = input;
  const log = input.log ?? pino({ level: settings.logLevel });
  const gitVersion = await readGitVersion();
  const database = openDatabase(databaseUrl, { poolSize: POOL_SIZE });
  const mirror = await withLock(database.pool, 'mirror', async () => {
    const opened = await openMirror(mirrorPath(settings));
    const removed = await removeLeftovers(opened);
    if (removed.length > 0) log.warn({ removed }, 'Removed what a killed git left in the mirror.');
    if (await isEmptyMirror(opened)) await forgetFetches(database.prisma);
    return opened;
  });
  // Only now is there a DATA_DIR in any case.
  const appSecret = settings.appSecret ?? (await keepAppSecret(resolve(settings.dataDir)));
  return {
    database,
    settings,
    appSecret,
    mirror,
    gitVersion,
    now: input.now ?? (() => new Date()),
    log,
    signal,
  };
}

export function mirrorPath({ dataDir }: Settings): string {
  return resolve(dataDir, 'mirror');
}
