import { database } from '#lib/db/prisma-client.ts';
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

/** The client that pages read with: they may import nothing else of lib/db. */
export function pageDatabase(): DatabaseClient {
  return database().prisma;
}
