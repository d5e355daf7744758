// A small world for tests of sending: a database, receivers over real sockets, and the worker's context. Events and what is
// owed of them are written as the rules write them; nothing is faked but the time.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { pino } from 'pino';
import { ulid } from 'ulid';

import { OUTGOING_LIMITS } from '#lib/alerts/outgoing.ts';
import { makeLinkSecret } from '#lib/auth/mail-links.ts';
import { makeWebhookSecret, sealEndpointSecret, sealTarget } from '#lib/auth/seal-endpoint.ts';
import { inTransaction } from '#lib/db/in-transaction.ts';
import type { Database } from '#lib/db/prisma-client.ts';
import { createEndpoint } from '#lib/db/write/create-endpoint.ts';
import { subscribeEndpoint, toColumns } from '#lib/db/write/subscribe-endpoint.ts';
import type { IncidentEventKind } from '#lib/domain/alert.ts';
import { paceDueAt } from '#lib/domain/digest-slot.ts';
import type { EndpointTarget } from '#lib/domain/endpoint-target.ts';
import type { IncidentFacts } from '#lib/domain/incident-facts.ts';
import { parseSettings, type Settings } from '#lib/domain/settings.ts';
import type { SubscriptionFilters } from '#lib/domain/subscription-filters.ts';
import { deliverDue, type DeliveredCounts } from '#lib/jobs/deliver.ts';
import { openWorkerContext } from '#lib/jobs/open-worker-context.ts';
import type { WorkerContext } from '#lib/jobs/worker-context.ts';

import { createTestRoot } from './git-repo.ts';
import { mintPort, type MintedPort } from './mint-port.ts';
import { startSmtpSink, type SmtpSink } from './sinks/smtp-sink.ts';
import { startWebhookSink, type WebhookSink } from './sinks/webhook-sink.ts';

export interface DeliveryWorld {
  readonly database: Database & { readonly url: string };
  readonly context: WorkerContext;
  readonly port: MintedPort;
  readonly ownerId: string;
  readonly smtp: SmtpSink;
  /** The time as the worker sees it; it goes on by itself from where it is set. */
  readonly clock: { set: (now: Date) => void; forward: (ms: number) => void };
  /** With a sink of its own, allowed, active and subscribed to everything if nothing else is said. */
  readonly addWebhook: (change?: EndpointChange) => Promise<TestEndpoint>;
  /** As a webhook, with an access token where it needs one. */
  readonly addChat: (
    channel: 'slack' | 'discord' | 'matrix',
    change?: EndpointChange,
  ) => Promise<TestEndpoint>;
  readonly addEndpoint: (target: EndpointTarget, change?: EndpointChange) => Promise<string>;
  /** Confirmed, and subscribed to everything. Returns the subscription's id. */
  readonly addReader: (address: string, filters?: Partial<SubscriptionFilters>) => Promise<string>;
  readonly openIncident: () => Promise<string>;
  /** An event that is owed, with a delivery for each subscription, in one transaction. */
  readonly happen: (incidentId: string, kind?: IncidentEventKind) => Promise<void>;
  /** `totalMs`: how long a call or a mail may take, where a receiver is silent on purpose. */
  readonly deliver: (totalMs?: number) => Promise<DeliveredCounts>;
  /** Forgets everything but its port and its owner, and sets the clock right again. */
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface EndpointChange {
  readonly state?: 'untested' | 'active';
  readonly isSubscribed?: boolean;
  readonly filters?: Partial<SubscriptionFilters>;
}

export interface TestEndpoint {
  readonly id: string;
  readonly secret: string;
  readonly sink: WebhookSink;
}

export const TEST_APP_SECRET = 'test-secret-'.repeat(4);
/** Of an endpoint that needs one. */
export const TEST_ACCESS_TOKEN = 'access-token-canary';
/** Of webhooks and chats: a secret with many services. */
export const TEST_PATH = '/hook/canary-path';

export const EVERYTHING: SubscriptionFilters = {
  portId: null,
  lines: [],
  subsystems: [],
  kinds: [],
  leastSeverity: 'info',
  pace: 'at-once',
};

/** `database` is the caller's, with the program's schema. */
export async function createDeliveryWorld(
  database: Database & { readonly url: string },
  change: Partial<Settings> = {},
): Promise<DeliveryWorld> {
  const { prisma } = database;
  const root = createTestRoot();
  const dataDir = path.join(root.path, 'data');
  mkdirSync(dataDir);
  const smtp = await startSmtpSink();
  const sinks: WebhookSink[] = [];
  let aheadMs = 0;
  const now = (): Date => new Date(Date.now() + aheadMs);
  const context = await openWorkerContext({
    settings: {
      ...defaultSettings(),
      dataDir,
      smtpUrl: smtp.url,
      appSecret: TEST_APP_SECRET,
      baseUrl: 'https://tidemark.example.org',
      ...change,
    },
    databaseUrl: database.url,
    signal: new AbortController().signal,
    log: pino({ level: 'silent' }),
    now,
  });
  const port = await mintPort(prisma);
  const ownerId = ulid();
  await prisma.user.create({
    data: {
      id: ownerId,
      name: 'Owner',
      email: `${ownerId.toLowerCase()}@example.org`,
      emailVerified: true,
      isAdministrator: true,
    },
  });

  async function addSink(): Promise<WebhookSink> {
    const sink = await startWebhookSink();
    sinks.push(sink);
    await prisma.allowedHost.create({ data: { host: sink.host, addedAt: now() } });
    return sink;
  }

  async function addEndpoint(
    target: EndpointTarget,
    { state = 'active', isSubscribed = true, filters = {} }: EndpointChange = {},
    secret: string | null = null,
  ): Promise<string> {
    const id = ulid();
    const at = now();
    await createEndpoint(prisma, {
      id,
      channel: target.channel,
      name: `endpoint ${id}`,
      ownerId,
      target: sealTarget(target, id, TEST_APP_SECRET),
      targetLabel: labelOf(target),
      secret: secret === null ? null : sealEndpointSecret(secret, id, TEST_APP_SECRET),
      at,
    });
    await prisma.endpoint.update({ where: { id }, data: { state } });
    if (isSubscribed) {
      const all = { ...EVERYTHING, ...filters };
      await subscribeEndpoint(prisma, { endpointId: id, filters: all, at });
    }
    return id;
  }

  return {
    database,
    context,
    port,
    ownerId,
    smtp,
    clock: {
      set: (time) => {
        aheadMs = time.getTime() - Date.now();
      },
      forward: (ms) => {
        aheadMs += ms;
      },
    },
    addEndpoint: (target, endpoint) => addEndpoint(target, endpoint, TEST_ACCESS_TOKEN),
    async addWebhook(endpoint) {
      const sink = await addSink();
      const secret = makeWebhookSecret();
      const target = { channel: 'webhook', url: `${sink.url}${TEST_PATH}` } as const;
      return { id: await addEndpoint(target, endpoint, secret), secret, sink };
    },
    async addChat(channel, endpoint) {
      const sink = await addSink();
      const target: EndpointTarget =
        channel === 'matrix'
          ? { channel, homeserver: sink.url, roomId: '!room:example.org' }
          : { channel, url: `${sink.url}${TEST_PATH}` };
      const secret = channel === 'matrix' ? TEST_ACCESS_TOKEN : null;
      return { id: await addEndpoint(target, endpoint, secret), secret: secret ?? '', sink };
    },
    async addReader(address, filters = {}) {
      const id = ulid();
      const at = now();
      const held = await prisma.mailAddress.upsert({
        where: { address },
        create: { id, address, linkSecret: makeLinkSecret(), createdAt: at, verifiedAt: at },
        update: {},
      });
      const columns = toColumns({ ...EVERYTHING, ...filters });
      await prisma.subscription.create({
        data: { id, addressId: held.id, createdAt: at, activeSince: at, ...columns },
      });
      return id;
    },
    openIncident: () => openIncident(database, port, now()),
    happen: (incidentId, kind) => happen(database, { incidentId, kind, port, at: now() }),
    deliver: (totalMs = OUTGOING_LIMITS.totalMs) =>
      deliverDue(context, {
        limits: { ...OUTGOING_LIMITS, totalMs },
        mailLimits: { connectMs: totalMs, silenceMs: totalMs, totalMs: 4 * totalMs },
        issuePauseMs: 0,
        random: () => 0.5,
      }),
    async reset() {
      await prisma.$executeRaw`
        TRUNCATE incident, endpoint, mail_address, mail_suppression, allowed_host, delivery, rate_limit CASCADE`;
      for (const sink of sinks.splice(0)) await sink.close();
      smtp.script([]);
      smtp.forget();
      aheadMs = 0;
    },
    async close() {
      await context.database.close();
      await smtp.close();
      for (const sink of sinks) await sink.close();
      root.remove();
    },
  };
}

async function openIncident({ prisma }: Database, port: MintedPort, at: Date): Promise<string> {
  const id = ulid();
  const key = `behind:${port.slug}:${id}`;
  await prisma.incident.create({
    data: {
      id,
      key,
      openKey: key,
      kind: 'behind',
      portId: port.id,
      line: 'go1.26',
      state: 'firing',
      severity: 'warning',
      title: 'go1.26 is behind',
      facts: factsOf(port),
      openedAt: at,
      updatedAt: at,
    },
  });
  return id;
}

interface Happening {
  readonly incidentId: string;
  readonly kind?: IncidentEventKind | undefined;
  readonly port: MintedPort;
  readonly at: Date;
}

function happen(
  { prisma }: Database,
  { incidentId, kind = 'updated', port, at }: Happening,
): Promise<void> {
  return inTransaction(prisma, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM incident WHERE id = ${incidentId} FOR UPDATE`;
    const seq = (await tx.incidentEvent.count({ where: { incidentId } })) + 1;
    const eventId = ulid();
    const facts = factsOf(port);
    await tx.incidentEvent.create({
      data: {
        id: eventId,
        incidentId,
        seq,
        kind,
        at,
        facts,
        severity: 'warning',
        subsystems: [],
        isOwed: true,
      },
    });
    const subscriptions = await tx.subscription.findMany({
      where: {
        activeSince: { lte: at },
        endedAt: null,
        OR: [{ endpointId: null }, { endpoint: { state: { not: 'disabled' } } }],
      },
      include: { endpoint: true },
    });
    await tx.delivery.createMany({
      data: subscriptions.map(({ id, addressId, endpointId, endpoint, pace }) => ({
        id: ulid(),
        eventId,
        subscriptionId: id,
        endpointId,
        lane: `${addressId ?? endpointId}:${incidentId}`,
        seq,
        channel: endpoint?.channel ?? 'mail',
        state: 'scheduled',
        dueAt: paceDueAt(pace === 'daily' || pace === 'weekly' ? pace : 'at-once', at),
        createdAt: at,
      })),
    });
  });
}

function factsOf({ slug, fork, upstream }: MintedPort): IncidentFacts {
  return {
    kind: 'behind',
    port: { slug, name: 'Scene', fork: fork.fullName, upstream: upstream.fullName },
    line: 'go1.26',
    newestRebase: 'go1.26.1',
    notFollowed: [{ name: 'go1.26.2', releasedAt: '2026-03-01T00:00:00.000Z' }],
    days: 20,
  };
}

function labelOf(target: EndpointTarget): string {
  if (target.channel === 'github-issue') return target.repository;
  return new URL(target.channel === 'matrix' ? target.homeserver : target.url).host;
}

function defaultSettings(): Settings {
  const parsed = parseSettings({});
  if (parsed.kind === 'wrong') throw new Error(parsed.sentence);
  return parsed.settings;
}
