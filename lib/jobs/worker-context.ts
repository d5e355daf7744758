// What every job handler is given: the store, the mirror, GitHub, the clock.
import type { Database } from '#lib/db/prisma-client.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { Mirror } from '#lib/git/mirror.ts';
import type { Logger } from 'pino';

export interface WorkerContext {
  readonly database: Database;
  readonly settings: Settings;
  /** That of the settings, else of DATA_DIR. */
  readonly appSecret: string;
  readonly mirror: Mirror;
  readonly gitVersion: string;
  readonly now: () => Date;
  readonly log: Logger;
  /** Aborted when the worker is told to stop: git ends, and what it did so far is not stored. */
  readonly signal: AbortSignal;
}
