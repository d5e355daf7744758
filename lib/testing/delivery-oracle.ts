// What must be true of the outbox after any fault: each event that is owed to a subscription has exactly one delivery, which
// is delivered, dead or scheduled; what was received was owed; what was delivered was received; and in each lane in order.
// It knows nothing of how the product does it.
import { Webhook } from 'standardwebhooks';

import type { Prisma } from '#lib/db/generated/client.ts';
import type { Database } from '#lib/db/prisma-client.ts';

import { listOwed } from './list-owed.ts';
import type { HostedIssue } from './local-github/issues.ts';
import type { MailReceipt } from './sinks/smtp-sink.ts';
import type { WebhookReceipt } from './sinks/webhook-sink.ts';

export interface Received {
  readonly webhooks: readonly {
    readonly endpointId: string;
    /** Any of which may have signed. */
    readonly secrets: readonly string[];
    readonly receipts: readonly WebhookReceipt[];
  }[];
  /** By endpoints whose calls are not signed, and mostly name no delivery. */
  readonly chats?: readonly {
    readonly endpointId: string;
    readonly receipts: readonly WebhookReceipt[];
  }[];
  readonly mails: readonly MailReceipt[];
  /** All of the repositories that endpoints lead to. */
  readonly issues?: readonly HostedIssue[];
}

export interface OracleOptions {
  /** How often a delivery may have been received again: as often as an answer was lost on its way. */
  readonly mostRepeated: number;
  /** When something was killed, in milliseconds since 1970: each may have one delivery received once more. */
  readonly kills?: readonly number[];
}

const rows = {
  include: {
    event: { include: { incident: true } },
    subscription: { include: { address: true } },
  },
} as const satisfies Prisma.DeliveryFindManyArgs;

type Row = Prisma.DeliveryGetPayload<typeof rows>;

/** A delivery, or all of a digest, as it came in. */
interface Arrival {
  readonly rows: readonly Row[];
  readonly at: number;
  /** Apart from what is made anew at each attempt. */
  readonly content: string;
}

/** Each a sentence; empty when all is well. */
export async function findWrongs(
  database: Pick<Database, 'prisma'>,
  received: Received,
  options: OracleOptions,
): Promise<string[]> {
  const all = await database.prisma.delivery.findMany({ ...rows, orderBy: { id: 'asc' } });
  const ofEvents = all.filter(({ eventId }) => eventId !== null);
  const { arrivals, wrongs } = matchReceipts(all, received);
  return [
    ...(await findOutboxWrongs(database, ofEvents)),
    ...wrongs,
    ...findLost(ofEvents, arrivals),
    ...findRepeated(arrivals, options),
    ...findDisorder(arrivals),
    ...findIssueWrongs(ofEvents, received.issues ?? []),
  ];
}

async function findOutboxWrongs(
  database: Pick<Database, 'prisma'>,
  deliveries: readonly Row[],
): Promise<readonly string[]> {
  const { certain, possible } = await listOwed(database);
  const firsts = deliveries.filter(({ replayOfId }) => replayOfId === null);
  const byOwed = groupBy(firsts, ({ eventId, subscriptionId }) => `${eventId} ${subscriptionId}`);
  const missing = [...certain].filter((key) => !byOwed.has(key));
  const excess = [...byOwed].filter(([, held]) => held.length > 1);
  const unowed = [...byOwed.keys()].filter((key) => !certain.has(key) && !possible.has(key));
  const strange = deliveries.filter(({ state }) => !/^(?:scheduled|delivered|dead)$/.test(state));
  return [
    ...missing.map((key) => `${key} is owed a delivery and has none.`),
    ...excess.map(([key, held]) => `${key} is owed one delivery and has ${held.length}.`),
    ...unowed.map((key) => `${key} is owed nothing and has a delivery.`),
    ...strange.map(({ id, state }) => `${id} is ${state}.`),
  ];
}

/** What was received, with what it was, as far as its sender was told that it arrived. */
function matchReceipts(
  all: readonly Row[],
  { webhooks, chats = [], mails }: Received,
): { readonly arrivals: readonly Arrival[]; readonly wrongs: readonly string[] } {
  const rowById = new Map(all.map((row) => [row.id, row]));
  const digests = groupBy(all, ({ digestId }) => digestId);
  const arrivals: Arrival[] = [];
  const wrongs: string[] = [];
  for (const { endpointId, secrets, receipts } of webhooks) {
    for (const { headers, body, at, isAcknowledged } of receipts) {
      const id = headers['webhook-id'] ?? '';
      const row = rowById.get(id);
      if (!secrets.some((secret) => isSigned(secret, headers, body))) {
        wrongs.push(`${id} is not signed by ${endpointId}.`);
      }
      if (row?.endpointId !== endpointId) wrongs.push(`${id} is not for ${endpointId}.`);
      else if (!tellsOf(row, body)) wrongs.push(`${id} does not tell of its incident.`);
      else if (isAcknowledged) arrivals.push({ rows: [row], at, content: body });
    }
  }
  for (const { endpointId, receipts } of chats) {
    const waiting = all.filter((row) => row.endpointId === endpointId && row.channel !== 'mail');
    for (const { path, body, at, isAcknowledged } of receipts) {
      const named = waiting.find(({ id }) => path.split('?')[0]?.endsWith(`/${id}`) === true);
      const row = named ?? waiting.find((each) => each.body === body && !isIn(arrivals, each));
      const again = waiting.find((each) => each.body === body);
      const found = row ?? again;
      if (found === undefined) wrongs.push(`${endpointId} received what nobody sent it.`);
      else if (isAcknowledged) arrivals.push({ rows: [found], at, content: body });
    }
  }
  for (const { messageId, to, raw, parsed, at, isAcknowledged } of mails) {
    const id = messageId.split('@')[0] ?? '';
    const lead = rowById.get(id);
    const held = digests.get(id) ?? (lead === undefined ? [] : [lead]);
    if (held.length === 0) wrongs.push(`${id} was received, and is no delivery.`);
    for (const row of held.filter(({ eventId }) => eventId !== null)) {
      const address = row.subscription?.address?.address ?? '';
      if (to.join() !== address) wrongs.push(`${row.id} is for ${address}, and went elsewhere.`);
      if (!tellsOf(row, `${parsed.text}`)) wrongs.push(`${row.id} is not told of in its mail.`);
    }
    if (isAcknowledged) arrivals.push({ rows: held, at, content: raw });
  }
  return { arrivals, wrongs };
}

function isIn(arrivals: readonly Arrival[], row: Row): boolean {
  return arrivals.some((arrival) => arrival.rows.includes(row));
}

/** Every message links to its incident. */
function tellsOf({ event }: Row, content: string): boolean {
  return event === null || content.includes(`/alerts/${event.incidentId}`);
}

function findLost(deliveries: readonly Row[], arrivals: readonly Arrival[]): readonly string[] {
  const arrived = new Set(arrivals.flatMap((arrival) => arrival.rows));
  return deliveries
    .filter((row) => row.state === 'delivered' && row.channel !== 'github-issue')
    .filter((row) => !arrived.has(row))
    .map(({ id }) => `${id} is delivered, and never arrived.`);
}

function findRepeated(
  arrivals: readonly Arrival[],
  { mostRepeated, kills = [] }: OracleOptions,
): readonly string[] {
  const byLead = groupBy(arrivals, ({ rows: [lead] }) => lead?.id ?? '');
  return [...byLead].flatMap(([id, received]) => {
    const inOrder = received.toSorted((a, b) => a.at - b.at);
    const unexplained = inOrder.filter(({ at }, index) => {
      const before = inOrder[index - 1];
      return before !== undefined && !kills.some((kill) => kill >= before.at && kill <= at);
    });
    const isOther = received.some(({ content }) => content !== received[0]?.content);
    return [
      ...(unexplained.length > mostRepeated
        ? [`${id} was received ${received.length} times.`]
        : []),
      ...(isOther ? [`${id} was sent with other bytes the second time.`] : []),
    ];
  });
}

/** By first receipts. What waits for a digest is no part of the order of what goes at once. */
function findDisorder(arrivals: readonly Arrival[]): readonly string[] {
  const lastOfLane = new Map<string, number>();
  const seen = new Set<Row>();
  const wrongs: string[] = [];
  for (const arrival of arrivals.toSorted((a, b) => a.at - b.at)) {
    for (const row of arrival.rows.toSorted((a, b) => a.seq - b.seq)) {
      if (seen.has(row) || row.eventId === null || row.replayOfId !== null) continue;
      seen.add(row);
      const lane = `${row.lane} ${row.subscription?.pace}`;
      const last = lastOfLane.get(lane) ?? 0;
      if (row.seq < last) wrongs.push(`${row.id} (${row.seq}) came after ${last} of ${lane}.`);
      lastOfLane.set(lane, Math.max(last, row.seq));
    }
  }
  return wrongs;
}

/** One issue for each incident of which one was told, as the last delivery would have it. */
function findIssueWrongs(
  deliveries: readonly Row[],
  issues: readonly HostedIssue[],
): readonly string[] {
  const told = deliveries.filter(
    ({ channel, state }) => channel === 'github-issue' && state === 'delivered',
  );
  return [...groupBy(told, ({ lane }) => lane)].flatMap(([lane, held]) => {
    const last = held.toSorted((a, b) => a.seq - b.seq).at(-1);
    const about = issues.filter(({ body }) => last !== undefined && tellsOf(last, body ?? ''));
    const [issue] = about;
    if (issue === undefined || about.length > 1) return [`${lane} has ${about.length} issues.`];
    const isOver = last?.event?.kind === 'resolved' || last?.event?.kind === 'closed';
    return issue.state === (isOver ? 'closed' : 'open') ? [] : [`The issue of ${lane} is wrong.`];
  });
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
