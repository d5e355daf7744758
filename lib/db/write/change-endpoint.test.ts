import { afterAll, beforeAll, expect, test } from 'vitest';

import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';
import { mintPort } from '#lib/testing/mint-port.ts';

import { rotateEndpointSecret } from './change-endpoint.ts';
import { subscribeEndpoint } from './subscribe-endpoint.ts';

let database: TestDatabase;
const at = new Date('2026-02-12T08:00:00.000Z');
const hoursLater = (hours: number) => new Date(at.getTime() + hours * 3_600_000);

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function mintEndpoint(id: string): Promise<void> {
  await database.prisma.endpoint.create({
    data: {
      id,
      channel: 'webhook',
      name: id,
      owner: { create: { id: `owner-of-${id}`, name: 'Ada', email: `${id}@example.org` } },
      target: 'sealed',
      targetLabel: 'example.org',
      secret: 'first',
      state: 'active',
      createdAt: at,
    },
  });
}

test('a secret that receivers still use holds on when the next is replaced within its day', async () => {
  const { prisma } = database;
  await mintEndpoint('rotated');
  const rotate = (secret: string, when: Date) =>
    rotateEndpointSecret(prisma, {
      endpointId: 'rotated',
      secret,
      previousUntil: new Date(when.getTime() + 24 * 3_600_000),
      at: when,
    });
  const read = () =>
    prisma.endpoint.findUniqueOrThrow({
      where: { id: 'rotated' },
      select: { secret: true, previousSecret: true, previousUntil: true },
    });
  expect(await rotate('second', at)).toBe(true);
  expect(await rotate('third', hoursLater(1))).toBe(true);
  expect(await read()).toEqual({
    secret: 'third',
    previousSecret: 'first',
    previousUntil: hoursLater(25),
  });
  expect(await rotate('fourth', hoursLater(26))).toBe(true);
  expect(await read()).toMatchObject({ secret: 'fourth', previousSecret: 'third' });
});

test('what an endpoint is told of already is not told twice, whoever asks at the same time', async () => {
  const { prisma } = database;
  await mintEndpoint('subscribed');
  const { id: portId } = await mintPort(prisma);
  const filters = {
    portId,
    lines: ['go1.26'],
    subsystems: ['net', 'os'],
    kinds: [],
    leastSeverity: 'info',
    pace: 'at-once',
  } as const;
  const ask = (asked: object = {}) =>
    subscribeEndpoint(prisma, {
      endpointId: 'subscribed',
      filters: { ...filters, ...asked },
      at,
    });
  const [first, ...others] = await Promise.all([ask(), ask({ subsystems: ['os', 'net'] }), ask()]);
  expect(new Set(others)).toEqual(new Set([first]));
  const more = await Promise.all([ask({ portId: null }), ask({ lines: [] })]);
  expect(new Set([first, ...more]).size).toBe(3);
  await prisma.subscription.update({ where: { id: first ?? '' }, data: { endedAt: at } });
  expect(await ask()).not.toBe(first);
});
