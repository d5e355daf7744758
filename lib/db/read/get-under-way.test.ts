import { afterAll, beforeAll, expect, test } from 'vitest';

import { insertScene } from '#lib/testing/scenes.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { getUnderWay } from './get-under-way.ts';

const now = new Date('2026-01-01T00:00:00Z');
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await insertScene(db.prisma, 'rehearsed', now);
});

afterAll(() => db.close());

test('whatever was found out since makes another version, so that open pages look again', async () => {
  const { prisma } = db;
  const later = new Date(now.getTime() + 86_400_000);
  const versionAfter = async (change: () => Promise<unknown>) => {
    await change();
    return (await getUnderWay(prisma, now)).version;
  };
  const versions = [
    await versionAfter(async () => undefined),
    await versionAfter(() => prisma.revision.updateMany({ data: { measuredAt: later } })),
    await versionAfter(() => prisma.rehearsal.updateMany({ data: { rehearsedAt: later } })),
    await versionAfter(() => prisma.rehearsal.updateMany({ data: { culpritsAt: later } })),
    await versionAfter(() => prisma.rehearsal.updateMany({ data: { confirmedAt: later } })),
    await versionAfter(() => prisma.transition.updateMany({ data: { measuredAt: later } })),
  ];
  expect(new Set(versions).size).toBe(versions.length);
  expect(await versionAfter(async () => undefined)).toBe(versions.at(-1));
});
