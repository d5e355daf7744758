// Nobody gets mail of ours who has not asked for it from their own mailbox: the first thing sent is a question, and nothing
// else is until it is answered.
import { ulid } from 'ulid';

import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import type { SubscriptionFilters } from '#lib/domain/subscription-filters.ts';

import { toColumns } from './subscribe-endpoint.ts';

export interface MailAsked {
  /** As `parseMailAddress` returns it. */
  readonly address: string;
  /** lib/auth/mail-links.ts, of `address`. */
  readonly addressHash: string;
  /** For an address that is new. */
  readonly linkSecret: string;
  /** A ULID: of the mail that asks. */
  readonly deliveryId: string;
  /** lib/auth/mail-links.ts, of `confirmToken(deliveryId)`. */
  readonly confirmTokenHash: string;
  readonly confirmExpiresAt: Date;
  readonly filters: SubscriptionFilters;
  readonly at: Date;
}

/**
 * Whoever typed the address is to be told the same in each case: it may not be theirs.
 * - `asked`: a mail with the question is in the outbox
 * - `asked-already`: one went out minutes ago; answering it confirms this wish, too
 * - `suppressed`: nothing is sent there
 */
export type AskOutcome = 'asked' | 'asked-already' | 'suppressed';

/** So often may a stranger have us write to a mailbox. */
const LEAST_PAUSE_MS = 10 * 60_000;

export function askForMail(db: DatabaseClient, asked: MailAsked): Promise<AskOutcome> {
  const { address, addressHash, linkSecret, filters, at } = asked;
  return inTransaction(db, async (tx) => {
    const suppressed = await tx.mailSuppression.findUnique({ where: { addressHash } });
    if (suppressed !== null) return 'suppressed';
    await tx.mailAddress.createMany({
      data: [{ id: ulid(), address, linkSecret, createdAt: at }],
      skipDuplicates: true,
    });
    await tx.$queryRaw`SELECT 1 FROM mail_address WHERE address = ${address} FOR UPDATE`;
    const row = await tx.mailAddress.findUniqueOrThrow({ where: { address } });
    const subscription = await tx.subscription.create({
      data: { id: ulid(), addressId: row.id, ...toColumns(filters), createdAt: at },
    });
    const lane = `confirm:${row.id}`;
    const recent = await tx.delivery.count({
      where: { lane, createdAt: { gt: new Date(at.getTime() - LEAST_PAUSE_MS) } },
    });
    if (row.confirmTokenHash !== null && recent > 0) return 'asked-already';
    await tx.mailAddress.update({
      where: { id: row.id },
      data: {
        confirmTokenHash: asked.confirmTokenHash,
        confirmExpiresAt: asked.confirmExpiresAt,
      },
    });
    await tx.delivery.create({
      data: {
        id: asked.deliveryId,
        subscriptionId: subscription.id,
        lane,
        seq: 0,
        channel: 'mail',
        state: 'scheduled',
        dueAt: at,
        createdAt: at,
      },
    });
    return 'asked';
  });
}
