import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { ALERT_KINDS, PACES, SEVERITIES } from '#lib/domain/alert.ts';
import type { SubscriptionFilters } from '#lib/domain/subscription-filters.ts';

import { readSubsystems } from './incident-row.ts';
import { storedWord } from './stored-word.ts';

export interface AddressSubscription {
  readonly id: string;
  readonly filters: SubscriptionFilters;
  /** Null: every port. */
  readonly port: { readonly slug: string; readonly name: string } | null;
}

export interface SubscribedAddress {
  readonly id: string;
  readonly address: string;
  readonly linkSecret: string;
  /** Those that are owed something. */
  readonly subscriptions: readonly AddressSubscription[];
}

const kinds = ALERT_KINDS.map(({ id }) => id);

const subscriptionColumns = {
  id: true,
  portId: true,
  port: { select: { slug: true, name: true } },
  lines: true,
  subsystems: true,
  kinds: true,
  leastSeverity: true,
  pace: true,
} as const satisfies Prisma.SubscriptionSelect;

/** The address that a link in a mail leads to, with its subscription or all of them. Null: there is none (any more). */
export async function getLinkedAddress(
  db: DatabaseClient,
  link: { readonly kind: 'subscription' | 'address'; readonly id: string },
): Promise<SubscribedAddress | null> {
  const isOne = link.kind === 'subscription';
  const address = await db.mailAddress.findFirst({
    where: isOne ? { subscriptions: { some: { id: link.id } } } : { id: link.id },
    select: {
      id: true,
      address: true,
      linkSecret: true,
      subscriptions: {
        where: { endedAt: null, activeSince: { not: null }, ...(isOne ? { id: link.id } : {}) },
        orderBy: { createdAt: 'asc' },
        select: subscriptionColumns,
      },
    },
  });
  return address === null
    ? null
    : { ...address, subscriptions: address.subscriptions.map(toSubscription) };
}

/** What a question that is still open asks: the wishes that its answer would begin. Null: it was answered, or is too old. */
export async function getOpenQuestion(
  db: DatabaseClient,
  confirmTokenHash: string,
  now: Date,
): Promise<readonly AddressSubscription[] | null> {
  const address = await db.mailAddress.findFirst({
    where: { confirmTokenHash, confirmExpiresAt: { gt: now } },
    select: {
      subscriptions: {
        where: {
          activeSince: null,
          endedAt: null,
          createdAt: { gt: new Date(now.getTime() - 86_400_000) },
        },
        orderBy: { createdAt: 'asc' },
        select: subscriptionColumns,
      },
    },
  });
  return address === null ? null : address.subscriptions.map(toSubscription);
}

function toSubscription(
  row: Prisma.SubscriptionGetPayload<{ select: typeof subscriptionColumns }>,
): AddressSubscription {
  return {
    id: row.id,
    port: row.port,
    filters: {
      portId: row.portId,
      lines: row.lines,
      subsystems: readSubsystems(row.subsystems),
      kinds: row.kinds.map((word) => storedWord(kinds, word, 'subscription.kinds')),
      leastSeverity: storedWord(SEVERITIES, row.leastSeverity, 'subscription.leastSeverity'),
      pace: storedWord(PACES, row.pace, 'subscription.pace'),
    },
  };
}
