// Several writes become one: a function of lib/db/write works on a client of its own and inside a transaction alike.
import type { Prisma, PrismaClient } from './generated/client.ts';

/** What every function of lib/db takes first: the client, or the client of a transaction under way. */
export type DatabaseClient = PrismaClient | Prisma.TransactionClient;

/** A first poll of golang/go writes some hundred rows; Prisma's own limit of 5 s is too near to that on a busy disk. */
const LIMITS = { timeout: 60_000, maxWait: 20_000 };

/** All of `act` or nothing of it is kept; inside a transaction that is already under way, that one decides. */
export function inTransaction<Result>(
  db: DatabaseClient,
  act: (tx: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  return isClient(db) ? db.$transaction(act, LIMITS) : act(db);
}

function isClient(db: DatabaseClient): db is PrismaClient {
  return '$transaction' in db && typeof db.$transaction === 'function';
}
