import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { getRestAnswer } from '#lib/db/read/get-rest-answer.ts';
import { getRestPause } from '#lib/db/read/get-rest-pause.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { recordRateLimit } from './record-rate-limit.ts';
import { storeRestAnswer } from './store-rest-answer.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const minute = (count: number): Date => new Date(Date.UTC(2026, 1, 1, 12, count));
const rate = (remaining: number) => ({ limit: 60, remaining, resetAt: minute(50) });
const pause = (until: number, reason = `until ${until}`) => ({ until: minute(until), reason });

function stored(credential: string) {
  return database.prisma.rateLimit.findUniqueOrThrow({ where: { credential } });
}

describe('recordRateLimit', () => {
  it('keeps the allowance, and no pause where none was asked for', async () => {
    const credential = randomUUID();
    await recordRateLimit(database.prisma, {
      credential,
      at: minute(0),
      rate: rate(59),
      pause: null,
    });
    expect(await stored(credential)).toEqual({
      credential,
      ...rate(59),
      updatedAt: minute(0),
      pausedUntil: null,
      pauseReason: null,
    });
    expect(await getRestPause(database.prisma, credential, minute(0))).toBeNull();
  });

  it('bars a credential until the pause is over, and no other', async () => {
    const credential = randomUUID();
    await recordRateLimit(database.prisma, {
      credential,
      at: minute(0),
      rate: null,
      pause: pause(10),
    });
    expect(await getRestPause(database.prisma, credential, minute(9))).toEqual(pause(10));
    expect(await getRestPause(database.prisma, credential, minute(10))).toBeNull();
    expect(await getRestPause(database.prisma, randomUUID(), minute(9))).toBeNull();
    expect(await stored(credential)).toMatchObject({ limit: null, remaining: null, resetAt: null });
  });

  it('never shortens a pause, nor lifts it for an answer that was under way', async () => {
    const credential = randomUUID();
    const record = (at: number, asked: ReturnType<typeof pause> | null): Promise<void> =>
      recordRateLimit(database.prisma, { credential, at: minute(at), rate: rate(5), pause: asked });
    await record(0, pause(10));
    await record(1, pause(5));
    await record(2, null);
    expect(await getRestPause(database.prisma, credential, minute(9))).toEqual(pause(10));
    await record(3, pause(20));
    expect(await getRestPause(database.prisma, credential, minute(19))).toEqual(pause(20));
    await record(20, null);
    expect(await stored(credential)).toMatchObject({ pausedUntil: null, pauseReason: null });
  });

  it('is not set back by an older answer that comes late', async () => {
    const credential = randomUUID();
    await recordRateLimit(database.prisma, {
      credential,
      at: minute(5),
      rate: rate(40),
      pause: null,
    });
    await recordRateLimit(database.prisma, {
      credential,
      at: minute(4),
      rate: rate(41),
      pause: pause(30),
    });
    expect(await stored(credential)).toMatchObject({
      remaining: 40,
      updatedAt: minute(5),
      pausedUntil: minute(30),
    });
  });

  it('takes the longest pause of many workers that are told at once', async () => {
    const credential = randomUUID();
    await Promise.all(
      [10, 30, 20].map((until) =>
        recordRateLimit(database.prisma, {
          credential,
          at: minute(0),
          rate: null,
          pause: pause(until),
        }),
      ),
    );
    expect(await getRestPause(database.prisma, credential, minute(0))).toEqual(pause(30));
  });
});

describe('storeRestAnswer', () => {
  it('lets two workers store the first answer at once', async () => {
    const key = { credential: randomUUID(), url: 'https://api.github.com/repos/golang/go' };
    const answer = { ...key, etag: 'W/"1"', body: { id: 1 }, answeredAt: minute(0) };
    await Promise.all([
      storeRestAnswer(database.prisma, answer),
      storeRestAnswer(database.prisma, answer),
    ]);
    expect(await getRestAnswer(database.prisma, key)).toEqual(answer);
  });

  it('gives back the newest answer to a question, for its credential only', async () => {
    const key = { credential: randomUUID(), url: 'https://api.github.com/repos/golang/go' };
    expect(await getRestAnswer(database.prisma, key)).toBeNull();
    const answer = { ...key, etag: 'W/"1"', body: { id: 1, parent: null }, answeredAt: minute(0) };
    await storeRestAnswer(database.prisma, answer);
    const newer = { ...answer, etag: 'W/"2"', body: { id: 1, list: ['a'] }, answeredAt: minute(1) };
    await storeRestAnswer(database.prisma, newer);
    expect(await getRestAnswer(database.prisma, key)).toEqual(newer);
    await storeRestAnswer(database.prisma, answer);
    expect(await getRestAnswer(database.prisma, key)).toEqual(newer);
    const other = { ...key, credential: randomUUID() };
    expect(await getRestAnswer(database.prisma, other)).toBeNull();
  });
});
