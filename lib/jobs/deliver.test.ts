// The dispatcher against real receivers that fail in every way; after each fault the same oracle is asked.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { makeWebhookSecret, sealEndpointSecret } from '#lib/auth/seal-endpoint.ts';
import { rotateEndpointSecret } from '#lib/db/write/change-endpoint.ts';
import { replayDelivery } from '#lib/db/write/replay-delivery.ts';
import { requestTestDelivery } from '#lib/db/write/request-test-delivery.ts';
import { WebhookBody } from '#lib/domain/webhook-v1.ts';
import { drainDeliveries } from '#lib/testing/bench/drain-deliveries.ts';
import { findWrongs } from '#lib/testing/delivery-oracle.ts';
import {
  createDeliveryWorld,
  TEST_APP_SECRET,
  type DeliveryWorld,
  type EndpointChange,
  type TestEndpoint,
} from '#lib/testing/delivery-world.ts';
import { startWebhookSink, type SinkMode } from '#lib/testing/sinks/webhook-sink.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let database: TestDatabase;
let world: DeliveryWorld;
let endpoints: TestEndpoint[];
/** How often a receipt may come again: where an answer may be lost for want of time. */
let mostRepeated: number;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createDeliveryWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.close();
});
beforeEach(() => {
  endpoints = [];
  mostRepeated = 0;
});
afterEach(async () => {
  const received = {
    webhooks: endpoints.map(({ id, secret, sink }) => ({
      endpointId: id,
      secrets: [secret],
      receipts: sink.receipts(),
    })),
    mails: world.smtp.receipts(),
  };
  const wrongs = await findWrongs(database, received, { mostRepeated });
  await world.reset();
  if (wrongs.length > 0) throw new Error(wrongs.join('\n'));
});

async function addWebhook(change: EndpointChange = {}): Promise<TestEndpoint> {
  const endpoint = await world.addWebhook(change);
  endpoints.push(endpoint);
  return endpoint;
}

const status = (code: number, headers: Record<string, string> = {}): SinkMode => ({
  kind: 'status',
  status: code,
  headers,
});

const deliveries = () => database.prisma.delivery.findMany({ orderBy: { id: 'asc' } });
const endpointOf = ({ id }: TestEndpoint) =>
  database.prisma.endpoint.findUniqueOrThrow({ where: { id } });

/** Minutes from now until the only delivery is due. */
async function waitOfOnly(): Promise<number> {
  const [row] = await deliveries();
  return ((row?.dueAt.getTime() ?? 0) - world.context.now().getTime()) / MINUTE;
}

describe('deliverDue', () => {
  it('sends each event once to whoever is owed it, in order, and writes down what it sent and was told', async () => {
    const { sink } = await addWebhook();
    await world.addReader('reader@example.org');
    const incidentId = await world.openIncident();
    for (const kind of ['opened', 'updated', 'resolved'] as const) {
      await world.happen(incidentId, kind);
    }
    expect(await world.deliver()).toEqual({ delivered: 6, retry: 0, dead: 0, lost: 0 });
    const bodies = sink.receipts().map(({ body }) => WebhookBody.parse(JSON.parse(body)));
    expect(bodies.map(({ type, data }) => [type, data?.seq])).toEqual([
      ['incident.opened', 1],
      ['incident.updated', 2],
      ['incident.resolved', 3],
    ]);
    expect(await world.deliver()).toEqual({ delivered: 0, retry: 0, dead: 0, lost: 0 });

    const log = await database.prisma.deliveryAttempt.findMany({
      where: { delivery: { channel: 'webhook' } },
    });
    expect(log).toHaveLength(3);
    expect(log[0]).toMatchObject({ number: 1, outcome: 'delivered', status: 200, answer: 'ok' });
    expect(log[0]?.request).toMatchObject({ method: 'POST', to: sink.host });
    expect(JSON.stringify(log)).not.toContain('canary');
    expect(JSON.stringify(log)).not.toContain('v1,');
  });

  it('sends the same bytes and id again, with a new time and signature', async () => {
    const { sink } = await addWebhook();
    sink.script([status(500), status(503)]);
    await world.happen(await world.openIncident());
    for (const minutes of [0, 1, 10]) {
      world.clock.forward(minutes * MINUTE);
      await world.deliver();
    }
    const [first, second, third] = sink.receipts();
    expect(third?.isAcknowledged).toBe(true);
    for (const receipt of [second, third]) {
      expect(receipt?.body).toBe(first?.body);
      expect(receipt?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
      expect(receipt?.headers['webhook-signature']).not.toBe(first?.headers['webhook-signature']);
    }
  });

  it.each<[string, SinkMode, number]>([
    ['500', status(500), 5 / 60],
    ['a dropped connection', { kind: 'drop' }, 5 / 60],
    ['silence', { kind: 'hang' }, 5 / 60],
    ['429 with seconds', status(429, { 'retry-after': '180' }), 3],
    ['429 with nonsense', status(429, { 'retry-after': 'soon' }), 5 / 60],
    ['404', status(404), 5],
    ['a redirect', status(302, { location: 'http://127.0.0.1:1/' }), 5],
  ])('comes back after %s when it is time, and then arrives', async (_name, mode, minutes) => {
    const { sink } = await addWebhook();
    sink.script([mode]);
    await world.happen(await world.openIncident());
    const totalMs = mode.kind === 'hang' ? 500 : undefined;
    expect(await world.deliver(totalMs)).toMatchObject({ retry: 1 });
    expect(await waitOfOnly()).toBeCloseTo(minutes, 0);
    expect(await world.deliver()).toMatchObject({ retry: 0, delivered: 0 });
    world.clock.forward(minutes * MINUTE);
    expect(await world.deliver()).toMatchObject({ delivered: 1 });
  });

  it('waits until the date that it is told', async () => {
    const { sink } = await addWebhook();
    const until = new Date(Date.now() + 20 * MINUTE).toUTCString();
    sink.script([status(503, { 'retry-after': until })]);
    await world.happen(await world.openIncident());
    await world.deliver();
    expect(await waitOfOnly()).toBeCloseTo(20, 0);
  });

  it('takes a header for an answer: neither a body without end nor one of 10 MB is waited for or kept', async () => {
    const { sink } = await addWebhook();
    sink.script([
      { kind: 'hang-after-headers', status: 200 },
      { kind: 'flood', status: 200, bytes: 10_000_000 },
    ]);
    const incidentId = await world.openIncident();
    await world.happen(incidentId);
    await world.happen(incidentId);
    expect(await world.deliver(4_000)).toMatchObject({ delivered: 2 });
    const log = await database.prisma.deliveryAttempt.findMany();
    expect(Math.max(...log.map(({ answer }) => answer?.length ?? 0))).toBe(2_000);
  });

  it('is never led to another address by a redirect', async () => {
    const canary = await startWebhookSink();
    const { sink } = await addWebhook();
    sink.script([], status(302, { location: `${canary.url}/internal` }));
    await world.happen(await world.openIncident());
    await world.deliver();
    world.clock.forward(HOUR);
    expect(await world.deliver()).toMatchObject({ dead: 1 });
    expect(canary.connections()).toBe(0);
    await canary.close();
  });

  it('sends nothing to a private address that nobody allowed', async () => {
    const { sink } = await addWebhook();
    await database.prisma.allowedHost.deleteMany();
    await world.happen(await world.openIncident());
    await world.deliver();
    expect(sink.connections()).toBe(0);
    expect(await database.prisma.deliveryAttempt.findMany()).toMatchObject([
      { outcome: 'retry', status: null },
    ]);
  });

  it('disables an endpoint that says it is gone, and tells its owner by mail', async () => {
    const endpoint = await addWebhook();
    endpoint.sink.script([status(410)]);
    const incidentId = await world.openIncident();
    await world.happen(incidentId);
    await world.happen(incidentId);
    await world.deliver();
    expect(await endpointOf(endpoint)).toMatchObject({
      state: 'disabled',
      disabledReason: 'The answer was 410: it is gone for good.',
    });
    expect(endpoint.sink.receipts()).toHaveLength(1);
    const rows = await deliveries();
    expect(rows.filter(({ channel }) => channel === 'webhook').map(({ state }) => state)).toEqual([
      'dead',
      'dead',
    ]);
    expect(world.smtp.receipts()).toMatchObject([
      { parsed: { subject: 'An endpoint of yours at Tidemark is disabled' } },
    ]);
  });

  it('asks an endpoint that keeps failing ever less often, and disables it in the end', async () => {
    const endpoint = await addWebhook();
    endpoint.sink.script([], status(500));
    for (let incident = 0; incident < 6; incident += 1) {
      await world.happen(await world.openIncident());
    }
    await world.deliver();
    expect(endpoint.sink.receipts()).toHaveLength(5);
    expect(await endpointOf(endpoint)).toMatchObject({ failures: 5, state: 'active' });
    let attempts = endpoint.sink.receipts().length;
    for (let hours = 0; hours < 80 && (await endpointOf(endpoint)).state === 'active'; hours += 1) {
      world.clock.forward(HOUR);
      await world.deliver();
      // Half-open: one look at a time.
      expect(endpoint.sink.receipts().length - attempts).toBeLessThanOrEqual(1);
      attempts = endpoint.sink.receipts().length;
    }
    expect((await endpointOf(endpoint)).disabledReason).toMatch(
      /^10 attempts in a row have failed/,
    );
    expect((await deliveries()).filter(({ state }) => state === 'scheduled')).toEqual([]);
    expect(world.smtp.receipts()).toHaveLength(1);
  });

  it('is well again once a single delivery has arrived', async () => {
    const endpoint = await addWebhook();
    endpoint.sink.script([status(500), status(500)]);
    await world.happen(await world.openIncident());
    await world.deliver();
    world.clock.forward(MINUTE);
    await world.deliver();
    expect(await endpointOf(endpoint)).toMatchObject({ failures: 2 });
    world.clock.forward(10 * MINUTE);
    await world.deliver();
    expect(await endpointOf(endpoint)).toMatchObject({ failures: 0, failingSince: null });
  });

  it('holds back later events of an incident until the earlier have ended, and those of no other', async () => {
    const { sink } = await addWebhook();
    sink.script([status(500)]);
    const [first, second] = [await world.openIncident(), await world.openIncident()];
    await world.happen(first);
    await world.happen(first);
    await world.happen(second);
    expect(await world.deliver()).toMatchObject({ delivered: 1, retry: 1 });
    world.clock.forward(MINUTE);
    expect(await world.deliver()).toMatchObject({ delivered: 2 });
  });

  it('sends a dead delivery again when asked to, once, as another delivery of the same bytes', async () => {
    const { sink } = await addWebhook();
    sink.script([status(404), status(404)]);
    await world.happen(await world.openIncident());
    await world.deliver();
    world.clock.forward(10 * MINUTE);
    await world.deliver();
    const [dead] = await deliveries();
    expect(dead).toMatchObject({ state: 'dead', deadReason: 'The answer was 404.' });
    const replay = { deliveryId: dead?.id ?? '', at: world.context.now() };
    expect(await replayDelivery(database.prisma, replay)).toMatchObject({ kind: 'scheduled' });
    expect(await replayDelivery(database.prisma, replay)).toMatchObject({ kind: 'refused' });
    expect(await world.deliver()).toMatchObject({ delivered: 1 });
    const bodies = sink.receipts().map(({ body }) => body);
    expect(new Set(bodies).size).toBe(1);
    expect(new Set(sink.receipts().map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  });

  it('signs with the old secret as well while receivers change over', async () => {
    const endpoint = await addWebhook();
    const secret = makeWebhookSecret();
    await rotateEndpointSecret(database.prisma, {
      endpointId: endpoint.id,
      secret: sealEndpointSecret(secret, endpoint.id, TEST_APP_SECRET),
      previousUntil: new Date(Date.now() + HOUR),
      at: new Date(),
    });
    await world.happen(await world.openIncident());
    await world.deliver();
    const [receipt] = endpoint.sink.receipts();
    expect(receipt?.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    const received = (secrets: readonly string[]) => ({
      webhooks: [{ endpointId: endpoint.id, secrets, receipts: endpoint.sink.receipts() }],
      mails: [],
    });
    for (const either of [endpoint.secret, secret]) {
      expect(await findWrongs(database, received([either]), { mostRepeated: 0 })).toEqual([]);
    }
    world.clock.forward(2 * HOUR);
    await world.happen(await world.openIncident());
    await world.deliver();
    expect(endpoint.sink.receipts()[1]?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
    endpoints = [{ ...endpoint, secret }];
  });
});

describe('300 deliveries, one endpoint in ten failing', () => {
  it('have arrived wherever they can, whatever the others do', async () => {
    mostRepeated = 1;
    const drained = await drainDeliveries(world, 240_000);
    endpoints.push(...drained.endpoints);
    expect(drained.deliveries).toBe(285);
  }, 300_000);
});

describe('a test delivery', () => {
  it('makes an endpoint active when it arrives, and nothing else goes there before', async () => {
    const endpoint = await addWebhook({ state: 'untested' });
    await world.happen(await world.openIncident());
    await world.deliver();
    expect(endpoint.sink.receipts()).toEqual([]);
    const asked = { endpointId: endpoint.id, at: world.context.now() };
    const testId = await requestTestDelivery(database.prisma, asked);
    expect(await requestTestDelivery(database.prisma, asked)).toBe(testId);
    await world.deliver();
    expect(await endpointOf(endpoint)).toMatchObject({ state: 'active' });
    const [test] = endpoint.sink.receipts();
    expect(test?.headers['webhook-id']).toBe(testId);
    expect(WebhookBody.parse(JSON.parse(test?.body ?? ''))).toMatchObject({ type: 'test' });
    await world.deliver();
    expect(endpoint.sink.receipts()).toHaveLength(2);
  });

  it('is not tried again, and leaves the endpoint untested', async () => {
    const endpoint = await addWebhook({ state: 'untested', isSubscribed: false });
    endpoint.sink.script([status(500)]);
    await requestTestDelivery(database.prisma, { endpointId: endpoint.id, at: new Date() });
    await world.deliver();
    world.clock.forward(HOUR);
    await world.deliver();
    expect(endpoint.sink.receipts()).toHaveLength(1);
    expect(await endpointOf(endpoint)).toMatchObject({ state: 'untested', failures: 0 });
    expect(await deliveries()).toMatchObject([{ state: 'dead' }]);
  });
});
