// Sends whatever is due: many receivers at once, few calls to each, so that one which is slow or dead delays no other.
import { setTimeout as sleep } from 'node:timers/promises';

import { OUTGOING_LIMITS, type OutgoingLimits } from '#lib/alerts/outgoing.ts';
import { MAIL_LIMITS, type MailLimits } from '#lib/alerts/send-mail.ts';
import { getNextDeliveryDue } from '#lib/db/read/get-next-delivery-due.ts';
import { getAllowedHosts } from '#lib/db/read/get-allowed-hosts.ts';
import { closeUndeliverable } from '#lib/db/write/close-deliveries.ts';
import { leaseDeliveries } from '#lib/db/write/lease-deliveries.ts';
import { leaseDigest } from '#lib/db/write/lease-digest.ts';
import { WRITE_PAUSE_MS } from '#lib/github/keep-issue.ts';

import { enqueueDeliver } from './enqueue.ts';
import {
  sendDelivery,
  type SendOptions,
  type SendOutcome,
  type TakenDelivery,
} from './send-delivery.ts';
import type { WorkerContext } from './worker-context.ts';

export interface DeliverOptions {
  readonly limits?: OutgoingLimits;
  readonly mailLimits?: MailLimits;
  /** Between two writes to issues. */
  readonly issuePauseMs?: number;
  readonly random?: () => number;
}

export type DeliveredCounts = Readonly<Record<SendOutcome, number>>;

/**
 * Longer than any sending takes: 60 s for a mail, 15 s for a call; for an issue 60 s until the last request, which takes 15 s at most,
 * and a pause (lib/github/keep-issue.ts).
 */
const LEASE_MS = 90_000;
/** To one host, and so to the mail server, at a time. */
const MOST_OF_HOST = 2;
const ISSUES = 'github-issue';
const MAIL = 'mail';
const MOST_AT_ONCE = 100;
/** How long it takes at most until what became due while others are being sent is seen. */
const LOOK_MS = 500;

/**
 * Ends when nothing is due and nothing under way, or when told to stop and nothing is under way; sees to it that it is
 * called again when more is due. Rejects when the database cannot be used, once all that was under way has ended.
 */
export async function deliverDue(
  context: WorkerContext,
  options: DeliverOptions = {},
): Promise<DeliveredCounts> {
  const { database, now, signal } = context;
  const { limits = OUTGOING_LIMITS, mailLimits = MAIL_LIMITS, random = Math.random } = options;
  const { issuePauseMs = WRITE_PAUSE_MS } = options;
  await closeUndeliverable(database.prisma, now());
  const allowedHosts = await getAllowedHosts(database.prisma);
  const outgoing = { allowedHosts, limits };
  const sending = startSending(context, { outgoing, mailLimits, issuePauseMs, random });
  try {
    while (!signal.aborted) {
      const wasIdle = sending.count() === 0;
      const begun = await sending.begin();
      if (sending.count() > 0) await Promise.race([sending.anyEnd(), sleep(LOOK_MS)]);
      // What ended while it was looked may have held back the next of its lane: it is looked once more.
      else if (wasIdle && begun === 0) break;
      sending.throwIfFailed();
    }
  } finally {
    await sending.allEnd();
  }
  sending.throwIfFailed();
  const next = await getNextDeliveryDue(database.prisma, now());
  if (next !== null) await enqueueDeliver(database.prisma, next);
  return sending.outcomes;
}

interface Sendings {
  /** Takes what is due and has room, and begins to send it; returns how many that was. */
  readonly begin: () => Promise<number>;
  readonly count: () => number;
  readonly anyEnd: () => Promise<void>;
  readonly allEnd: () => Promise<void>;
  readonly throwIfFailed: () => void;
  readonly outcomes: DeliveredCounts;
}

function startSending(context: WorkerContext, options: SendOptions): Sendings {
  const { database, now } = context;
  const outcomes = { delivered: 0, retry: 0, dead: 0, lost: 0 };
  const underWay = new Map<Promise<void>, { host: string; endpointId: string | null }>();
  const failures: unknown[] = [];

  async function send(taken: TakenDelivery): Promise<void> {
    try {
      const outcome = await sendDelivery(context, taken, options);
      outcomes[outcome] += 1;
    } catch (error) {
      failures.push(error);
    }
  }

  function start(taken: TakenDelivery, host: string, endpointId: string | null): void {
    const ended = send(taken).finally(() => underWay.delete(ended));
    underWay.set(ended, { host, endpointId });
  }

  function busy(): { hosts: string[]; endpointIds: string[] } {
    const counts = new Map<string, number>();
    for (const { host } of underWay.values()) counts.set(host, (counts.get(host) ?? 0) + 1);
    return {
      hosts: [...counts].flatMap(([host, count]) => (count < mostOf(host) ? [] : [host])),
      endpointIds: [...underWay.values()].flatMap(({ endpointId }) => endpointId ?? []),
    };
  }

  return {
    async begin() {
      let begun = 0;
      while (underWay.size < MOST_AT_ONCE) {
        const lease = { now: now(), leaseMs: LEASE_MS };
        const receivers = busy();
        const taken = await leaseDeliveries(database.prisma, lease, receivers);
        for (const { id, host, endpointId, leaseToken } of taken) {
          start({ deliveryIds: [id], digestId: null, leaseToken }, host, endpointId);
        }
        const digest = busy().hosts.includes(MAIL)
          ? null
          : await leaseDigest(database.prisma, lease);
        if (digest !== null) start(digest, MAIL, null);
        const count = taken.length + (digest === null ? 0 : 1);
        if (count === 0) break;
        begun += count;
      }
      return begun;
    },
    count: () => underWay.size,
    anyEnd: () => Promise.race(underWay.keys()),
    async allEnd() {
      await Promise.all(underWay.keys());
    },
    throwIfFailed() {
      if (failures.length > 0) throw failures[0];
    },
    outcomes,
  };
}

/** GitHub asks for one write at a time. */
function mostOf(host: string): number {
  return host === ISSUES ? 1 : MOST_OF_HOST;
}
