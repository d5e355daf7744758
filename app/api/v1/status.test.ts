import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { ApiProblem } from '#lib/domain/api-v1.ts';
import { insertScene } from '#lib/testing/scenes.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { queueCsv } from './status-csv.ts';
import { GET as getQueue } from './status/queue.csv/route.ts';
import { GET as getRepositories } from './status/repositories.csv/route.ts';
import { GET as getWorkers } from './status/workers.csv/route.ts';

let db: TestDatabase;
const now = new Date('2026-02-12T08:00:00.000Z');

beforeAll(async () => {
  vi.stubEnv('BASE_URL', 'https://tidemark.test');
  db = await createTestDatabase();
  await insertScene(db.prisma, 'poll-failed', now);
  globalThis.tidemarkDatabase = db;
});

afterAll(async () => {
  vi.unstubAllEnvs();
  globalThis.tidemarkDatabase = undefined;
  await db.close();
});

async function readTable(get: (request: Request) => Promise<Response>) {
  const response = await get(new Request('http://tidemark.test/'));
  expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  const [head = '', ...rows] = (await response.text()).trimEnd().split('\r\n');
  return { head, rows };
}

test('what was polled comes with its outcome and reason, and what was not had is empty and not 0', async () => {
  const { head, rows } = await readTable(getRepositories);
  expect(head).toBe(
    'repository,archived,goneSince,listedAt,polledAt,outcome,failures,reason,refs,changes,restRequests,restCharged,fetchedAt,nextPollAt',
  );
  expect(rows.find((row) => row.includes(',failed,'))).toMatch(
    /^[\w-]+\/[\w-]+,\w*,,2026-02-12T07:00:00\.000Z,2026-02-12T07:59:00\.000Z,failed,3,"?GitHub answered 500 three times;[^,]*, and [^,]*"?,,,3,3,/,
  );
  expect(rows.find((row) => row.startsWith('golang/go,'))).toBe(
    'golang/go,false,,2026-02-12T07:57:00.000Z,2026-02-12T07:57:00.800Z,unchanged,0,,410,0,1,0,2026-02-12T07:57:00.000Z,2026-02-12T08:02:00.000Z',
  );
});

test('a worker comes with its memory in bytes', async () => {
  expect((await readTable(getWorkers)).rows).toEqual([]);
  await db.prisma.worker.create({
    data: {
      id: 'worker-1',
      startedAt: now,
      seenAt: now,
      rssBytes: 123_456_789n,
      gitVersion: 'git version 2.47.3',
      nodeVersion: 'v24.0.0',
    },
  });
  expect((await readTable(getWorkers)).rows).toEqual([
    'worker-1,2026-02-12T08:00:00.000Z,2026-02-12T08:00:00.000Z,123456789,git version 2.47.3,v24.0.0',
  ]);
});

test('the queue comes by task, with what its newest failure said', () => {
  const jobs = { task: 'measure-line', running: 1, ready: 0, later: 2, failed: 3 };
  expect(queueCsv([{ ...jobs, nextAt: now, lastError: 'No, it said.' }])).toBe(
    'task,running,ready,later,givenUp,nextAt,lastError\r\nmeasure-line,1,0,2,3,2026-02-12T08:00:00.000Z,"No, it said."\r\n',
  );
});

test('an empty queue has its heading alone, and where no worker has started yet there is none', async () => {
  expect(await readTable(getQueue)).toEqual({
    head: 'task,running,ready,later,givenUp,nextAt,lastError',
    rows: [],
  });
  await db.pool.query('DROP SCHEMA graphile_worker CASCADE');
  const response = await getQueue(new Request('http://tidemark.test/'));
  expect(response.status).toBe(404);
  expect(ApiProblem.parse(await response.json()).detail).toBe(
    'There is no queue yet: no worker has started here.',
  );
});
