// What programs are told of a port whose fork could not be looked at even once: why, and never that it has nothing.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { ApiForecast, ApiPorts, ApiProblem, ApiRebases } from '#lib/domain/api-v1.ts';
import { insertScene } from '#lib/testing/scenes.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { GET as getForecastCsv } from './ports/[port]/forecast.csv/route.ts';
import { GET as getForecast } from './ports/[port]/forecast/route.ts';
import { GET as getLinesCsv } from './ports/[port]/lines.csv/route.ts';
import { GET as getRebasesCsv } from './ports/[port]/rebases.csv/route.ts';
import { GET as getRebase } from './ports/[port]/rebases/[release]/route.ts';
import { GET as getRebases } from './ports/[port]/rebases/route.ts';
import { GET as getPortsCsv } from './ports.csv/route.ts';
import { GET as getPorts } from './ports/route.ts';

let db: TestDatabase;

const failedLook =
  'The first look at example/mute-go failed: the list of refs of example/mute-go was not had: there is no such repository, or it is private; not tried again before 14:05 UTC.';

beforeAll(async () => {
  vi.stubEnv('BASE_URL', 'https://tidemark.test');
  db = await createTestDatabase();
  await insertScene(db.prisma, 'first-poll-failed', new Date());
  globalThis.tidemarkDatabase = db;
});

afterAll(async () => {
  vi.unstubAllEnvs();
  globalThis.tidemarkDatabase = undefined;
  await db.close();
});

const request = () => new Request('http://tidemark.test/');
const of = (port: string) => ({ params: Promise.resolve({ port }) });

test('the list of ports says why, and has null for what was never counted', async () => {
  const ports = ApiPorts.parse(await (await getPorts(request())).json());
  expect(ports.find(({ slug }) => slug === 'mute')).toMatchObject({
    state: 'unmeasured',
    verdict: 'not measured: the first look at example/mute-go failed',
    rebases: null,
    latest: null,
    polledAt: null,
    failedLook,
  });
  expect(ports.find(({ slug }) => slug === 'lumen')).toMatchObject({
    state: 'current',
    rebases: 11,
    failedLook: null,
  });
});

test('so does the table of ports', async () => {
  const lines = (await (await getPortsCsv(request())).text()).trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/,rebases,.*,failedLook$/);
  expect(lines.find((line) => line.startsWith('mute,'))).toBe(
    `mute,Mute,example/mute-go,unmeasured,not measured: the first look at example/mute-go failed,,,,,,,,,,,,,,,,,,"${failedLook}"`,
  );
});

test('an empty list of rebases or of forecasts comes with the reason', async () => {
  const rebases = ApiRebases.parse(await (await getRebases(request(), of('mute'))).json());
  expect(rebases).toEqual({ port: 'mute', rebases: [], failedLook });
  const forecast = ApiForecast.parse(await (await getForecast(request(), of('mute'))).json());
  expect(forecast).toEqual({ port: 'mute', targets: [], failedLook });
  const lumen = ApiRebases.parse(await (await getRebases(request(), of('lumen'))).json());
  expect(lumen.failedLook).toBeNull();
});

test('a rebase that is asked for is not there, for the same reason', async () => {
  const answer = await getRebase(request(), {
    params: Promise.resolve({ port: 'mute', release: 'go1.22.3' }),
  });
  expect(answer.status).toBe(404);
  expect(ApiProblem.parse(await answer.json()).detail).toBe(
    `Mute has no rebase on "go1.22.3". ${failedLook}`,
  );
});

test.each([
  ['rebases', getRebasesCsv],
  ['forecasts', getForecastCsv],
  ['lines', getLinesCsv],
])('a table of %s without rows says why instead', async (_, get) => {
  const answer = await get(request(), of('mute'));
  expect(answer.status).toBe(404);
  expect(ApiProblem.parse(await answer.json()).detail).toBe(
    `Nothing is known of Mute yet. ${failedLook}`,
  );
  const lumen = await get(request(), of('lumen'));
  expect(lumen.headers.get('content-type')).toMatch(/^text\/csv/);
});

test('a table without rows of a port that was looked at is one', async () => {
  const narrowed = new Request('http://tidemark.test/?from=go1.21.0&to=go1.21.0&releases=first');
  const answer = await getRebasesCsv(narrowed, of('lumen'));
  expect(answer.status).toBe(200);
});
