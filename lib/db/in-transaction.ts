// Several writes become one: a function of lib/db/write works on a client of its own and inside a transaction alike.
import type { Prisma, PrismaClient } from './generated/client.ts';

/** What every function of lib/db takes first: the client, or the client of a transaction under way. */
export type DatabaseClient = PrismaClient | Prisma.TransactionClient;

/** All of `act` or nothing of it is kept; inside a transaction that is already under way, that one decides. */
export function inTransaction<Result>(
  db: DatabaseClient,
  act: (tx: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  if (!isClient(db)) return act(db);
  // A first poll of golang/go writes some hundred rows; Prisma's own limit of 5 s is too near to that on a busy disk.
  // A new object each time: Prisma 7.10 writes the id of an outer transaction into it.
  return db.$transaction(act, { timeout: 60_000, maxWait: 20_000 });
}

/** Both have `$transaction`, which nests by savepoints; only the client of its own can connect. */
function isClient(db: DatabaseClient): db is PrismaClient {
  return '$connect' in db && typeof db.$connect === 'function';
}
