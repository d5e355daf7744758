// What must be true of the outbox after any fault: nothing owed is missing, nothing is there that was not owed, all was sent in
// order, and whoever looks at the signatures finds them right. It knows nothing of how the product does it.
import { Webhook } from 'standardwebhooks';

import type { Database } from '#lib/db/prisma-client.ts';

import type { MailReceipt } from './sinks/smtp-sink.ts';
import type { WebhookReceipt } from './sinks/webhook-sink.ts';

export interface Received {
  /** By endpoint. */
  readonly webhooks: readonly {
    readonly endpointId: string;
    /** Any of which may have signed. */
    readonly secrets: readonly string[];
    readonly receipts: readonly WebhookReceipt[];
  }[];
  readonly mails: readonly MailReceipt[];
}

export interface OracleOptions {
  /** How often a delivery may have been received again: once for each kill, or answer that was lost on its way. */
  readonly mostRepeated: number;
}

/** Each a sentence; empty when all is well. */
export async function findWrongs(
  { prisma }: Database,
  received: Received,
  { mostRepeated }: OracleOptions,
): Promise<string[]> {
  const wrongs: string[] = [];
  const events = await prisma.incidentEvent.findMany();
  const subscriptions = await prisma.subscription.findMany();
  const all = await prisma.delivery.findMany();
  const rowById = new Map(all.map((row) => [row.id, row]));
  const deliveries = all.filter(({ eventId }) => eventId !== null);
  const digests = groupBy(
    deliveries.filter(({ digestId }) => digestId !== null),
    ({ digestId }) => digestId,
  );

  const firsts = deliveries.filter(({ replayOfId }) => replayOfId === null);
  const byOwed = groupBy(firsts, (row) => `${row.eventId} ${row.subscriptionId}`);
  const owed = new Set<string>();
  for (const event of events.filter(({ isOwed }) => isOwed)) {
    for (const subscription of subscriptions) {
      const { activeSince, endedAt } = subscription;
      const isActive =
        activeSince !== null && activeSince <= event.at && (endedAt === null || endedAt > event.at);
      if (isActive) owed.add(`${event.id} ${subscription.id}`);
    }
  }
  for (const key of owed) {
    const rows = byOwed.get(key) ?? [];
    if (rows.length !== 1) wrongs.push(`${key} is owed one delivery and has ${rows.length}.`);
  }
  for (const [key, rows] of byOwed) {
    if (!owed.has(key)) wrongs.push(`${key} is owed nothing and has ${rows.length} deliveries.`);
  }
  for (const { id, state } of deliveries) {
    if (!['scheduled', 'delivered', 'dead'].includes(state)) wrongs.push(`${id} is ${state}.`);
  }

  const seen = new Map<string, { readonly body: string; count: number }>();
  const arrivals: { readonly id: string; readonly at: number }[] = [];
  const receive = (ids: readonly string[], body: string, at: number): void => {
    const [lead = ''] = ids;
    const before = seen.get(lead);
    if (before === undefined) {
      seen.set(lead, { body, count: 1 });
      arrivals.push(...ids.map((id) => ({ id, at })));
    } else {
      before.count += 1;
      if (before.body !== body) wrongs.push(`${lead} was sent with other bytes the second time.`);
    }
    for (const id of ids.filter((each) => !rowById.has(each))) {
      wrongs.push(`${id} was received, and is no delivery.`);
    }
  };
  for (const { endpointId, secrets, receipts } of received.webhooks) {
    for (const { headers, body, at, isAcknowledged } of receipts) {
      const id = headers['webhook-id'] ?? '';
      if (!secrets.some((secret) => isSigned(secret, headers, body))) {
        wrongs.push(`${id} is not signed by ${endpointId}.`);
      }
      if (rowById.get(id)?.endpointId !== endpointId)
        wrongs.push(`${id} is not for ${endpointId}.`);
      if (isAcknowledged) receive([id], body, at);
    }
  }
  for (const { messageId, raw, at, isAcknowledged } of received.mails) {
    const id = messageId.split('@')[0] ?? '';
    const digest = digests.get(id)?.toSorted((a, b) => a.seq - b.seq);
    const rows = digest?.map((row) => row.id) ?? [id];
    if (isAcknowledged) receive(rows, raw, at);
  }
  for (const [id, { count }] of seen) {
    if (count - 1 > mostRepeated) wrongs.push(`${id} was received ${count} times.`);
  }

  const arrivedIds = new Set(arrivals.map(({ id }) => id));
  for (const { id, state } of deliveries) {
    if (state === 'delivered' && !arrivedIds.has(id)) wrongs.push(`${id} never arrived.`);
  }

  const paces = new Map(subscriptions.map(({ id, pace }) => [id, pace]));
  const lastOfLane = new Map<string, number>();
  for (const { id } of arrivals.toSorted((a, b) => a.at - b.at)) {
    const row = rowById.get(id);
    if (row === undefined || row.eventId === null || row.replayOfId !== null) continue;
    const lane = `${row.lane} ${paces.get(row.subscriptionId ?? '') ?? ''}`;
    const last = lastOfLane.get(lane) ?? 0;
    if (row.seq < last) wrongs.push(`${id} (${row.seq}) came after ${last} of ${lane}.`);
    lastOfLane.set(lane, Math.max(last, row.seq));
  }
  return wrongs;
}

/** By the library that receivers use; a time that a test has moved is only compared. */
function isSigned(
  secret: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): boolean {
  const webhook = new Webhook(secret);
  const at = new Date(Number(headers['webhook-timestamp']) * 1000);
  if (Math.abs(at.getTime() - Date.now()) > 240_000) {
    const signature = webhook.sign(headers['webhook-id'] ?? '', at, body);
    return headers['webhook-signature']?.split(' ').includes(signature) === true;
  }
  try {
    webhook.verify(body, { ...headers });
    return true;
  } catch {
    return false;
  }
}

function groupBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
