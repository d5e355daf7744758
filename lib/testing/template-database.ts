// Gives each test file a database of its own, migrated, in a few milliseconds.
import { inject } from 'vitest';

import { type Database, openDatabase } from '#lib/db/prisma-client.ts';

import { cloneTemplate } from './clone-database.ts';

export interface TestDatabase extends Database {
  /** For what opens its own connection: the queue, another process. */
  readonly url: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the run's Postgres; lib/testing/global-setup.ts provides it. */
    readonly postgresUrl: string;
  }
}

/**
 * A fresh database with the program's schema and the queue's, and no rows. Call it in `beforeAll` and `close()` in
 * `afterAll`: that removes it, whoever is still connected.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cloned = await cloneTemplate(inject('postgresUrl'));
  const open = openDatabase(cloned.url, { poolSize: 5 });
  return {
    ...open,
    url: cloned.url,
    async close() {
      await open.close();
      await cloned.drop();
    },
  };
}
