// Every poll leaves one row, and its repository knows when it is polled next.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { inTransaction } from '#lib/db/in-transaction.ts';
import { StorageError } from '#lib/db/storage-error.ts';

export interface PollToRecord {
  readonly repositoryId: number;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** Null: it did not fail. A poll whose listing was complete and whose REST question failed has both this and `listing`. */
  readonly failure: { readonly failureKind: string; readonly reason: string } | null;
  /** Null: no complete listing was had. */
  readonly listing: {
    readonly refs: number;
    readonly changes: number;
    /** When it was complete. */
    readonly listedAt: Date;
  } | null;
  readonly rest: { readonly requests: number; readonly charged: number };
  /** Null: at once. */
  readonly nextPollAt: Date | null;
}

const DAYS_KEPT = 90;
const MS_PER_DAY = 86_400_000;

/** A second call with the same start changes nothing: a job that died after it may run again. Polls of 90 days ago are let go. */
export function recordPoll(db: DatabaseClient, poll: PollToRecord): Promise<void> {
  const { repositoryId, startedAt, finishedAt, failure, listing, rest, nextPollAt } = poll;
  return inTransaction(db, async (tx) => {
    const locked = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM repository WHERE id = ${repositoryId} FOR UPDATE`;
    if (locked.length === 0) {
      throw new StorageError(`There is no repository ${repositoryId} to record a poll of.`);
    }
    const isKnown = (await tx.poll.count({ where: { repositoryId, startedAt } })) > 0;
    if (isKnown) return;
    await tx.poll.create({
      data: {
        repositoryId,
        startedAt,
        finishedAt,
        outcome: outcomeOf(poll),
        reason: failure?.reason ?? null,
        failureKind: failure?.failureKind ?? null,
        refs: listing?.refs ?? null,
        changes: listing?.changes ?? null,
        restRequests: rest.requests,
        restCharged: rest.charged,
      },
    });
    await tx.repository.update({
      where: { id: repositoryId },
      data: { nextPollAt, failures: failure === null ? 0 : { increment: 1 } },
    });
    if (listing !== null) {
      await tx.repository.updateMany({
        where: {
          id: repositoryId,
          OR: [{ listedAt: null }, { listedAt: { lt: listing.listedAt } }],
        },
        data: { listedAt: listing.listedAt },
      });
    }
    await tx.poll.deleteMany({
      where: {
        repositoryId,
        startedAt: { lt: new Date(startedAt.getTime() - DAYS_KEPT * MS_PER_DAY) },
      },
    });
  });
}

function outcomeOf({ failure, listing }: PollToRecord): 'failed' | 'changed' | 'unchanged' {
  if (failure !== null) return 'failed';
  return listing !== null && listing.changes > 0 ? 'changed' : 'unchanged';
}
