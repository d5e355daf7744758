// A webhook of somebody's, as its page shows it at its fullest: a delivery that arrived, and one that was given up.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export const SCENE_ENDPOINT = '01JZX00000000000000000ENDP';

/** For the scene "incidents". It goes with its owner. */
export async function insertSceneEndpoint(db: DatabaseClient, ownerId: string): Promise<void> {
  const id = SCENE_ENDPOINT;
  const at = new Date();
  const { id: eventId } = await db.incidentEvent.findFirstOrThrow();
  await db.endpoint.create({
    data: {
      id,
      channel: 'webhook',
      name: 'Our CI',
      ownerId,
      target: 'sealed',
      targetLabel: 'ci.example.org',
      secret: 'sealed',
      state: 'active',
      createdAt: at,
      subscriptions: { create: { id, createdAt: at, activeSince: at } },
    },
  });
  const request = { url: 'https://ci.example.org', headers: { 'webhook-id': id }, bytes: 1204 };
  const common = { endpointId: id, channel: 'webhook', dueAt: at, createdAt: at };
  const attempt = { at, durationMs: 212, request, answer: 'ok' };
  await db.delivery.create({
    data: {
      ...common,
      id: `${id}-1`,
      lane: `test:${id}`,
      seq: 0,
      state: 'delivered',
      deliveredAt: at,
      log: { create: { ...attempt, number: 1, outcome: 'delivered', status: 200 } },
    },
  });
  const reason = 'It answered 500.';
  await db.delivery.create({
    data: {
      ...common,
      id: `${id}-2`,
      eventId,
      subscriptionId: id,
      lane: `${id}:x`,
      seq: 1,
      state: 'dead',
      deadAt: at,
      deadReason: 'It was tried for three days.',
      log: { create: { ...attempt, number: 1, outcome: 'dead', status: 500, reason } },
    },
  });
}
