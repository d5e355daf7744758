// How long it takes until everybody who can be told has been, while one endpoint in ten cannot.
import { setTimeout as sleep } from 'node:timers/promises';

import type { DeliveryWorld, TestEndpoint } from '#lib/testing/delivery-world.ts';
import type { SinkMode } from '#lib/testing/sinks/webhook-sink.ts';

export interface DrainResult {
  /** Of receivers that are well. */
  readonly deliveries: number;
  readonly drainMs: number;
  /** From being due to having arrived. */
  readonly p95Ms: number;
  readonly endpoints: readonly TestEndpoint[];
}

const READERS = 30;
const ENDPOINTS = 30;
const INCIDENTS = 5;
const WRONG: SinkMode = { kind: 'status', status: 500 };
/** What the first call meets; all others get an error. */
const FAILING: readonly SinkMode[] = [WRONG, { kind: 'hang' }, { kind: 'drop' }];
/** Less than in the product, for the sake of the one that hangs. */
const CALL_MS = 5_000;

/** 300 deliveries: half of them mails, half to endpoints. Rejects after `mostMs`. */
export async function drainDeliveries(world: DeliveryWorld, mostMs: number): Promise<DrainResult> {
  const endpoints: TestEndpoint[] = [];
  for (let count = 0; count < ENDPOINTS; count += 1) {
    const endpoint = await world.addWebhook();
    const failing = count % 10 === 0 ? FAILING[count / 10] : undefined;
    if (failing !== undefined) endpoint.sink.script([failing], WRONG);
    endpoints.push(endpoint);
  }
  for (let count = 0; count < READERS; count += 1) {
    await world.addReader(`reader-${count}@example.org`);
  }
  for (let count = 0; count < INCIDENTS; count += 1) {
    await world.happen(await world.openIncident());
  }
  const failingIds = endpoints.filter((_, index) => index % 10 === 0).map(({ id }) => id);
  const { prisma } = world.database;
  const ofWell = { OR: [{ endpointId: null }, { endpointId: { notIn: failingIds } }] };
  const begin = performance.now();
  const sending = world.deliver(CALL_MS);
  while ((await prisma.delivery.count({ where: { ...ofWell, state: 'scheduled' } })) > 0) {
    if (performance.now() - begin > mostMs) {
      await sending;
      throw new Error(`It took more than ${mostMs / 1000} s.`);
    }
    await sleep(50);
  }
  const drainMs = performance.now() - begin;
  await sending;
  const rows = await prisma.delivery.findMany({ where: { ...ofWell, state: 'delivered' } });
  const waits = rows
    .map(({ deliveredAt, dueAt }) => (deliveredAt?.getTime() ?? Infinity) - dueAt.getTime())
    .sort((a, b) => a - b);
  return {
    deliveries: rows.length,
    drainMs: Math.round(drainMs),
    p95Ms: waits[Math.floor(waits.length * 0.95)] ?? 0,
    endpoints,
  };
}
