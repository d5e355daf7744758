import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { openKeptForm } from '#app/kept-form.ts';
import { sceneIncidents } from '#lib/testing/scene-incidents.ts';
import { insertScene } from '#lib/testing/scenes.ts';
import { mintPerson, mintSession } from '#lib/testing/sign-in.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { POST } from './[incident]/[act]/route.ts';

const appSecret = 'canary-app-secret-of-this-test-0123456789';
const baseUrl = 'http://tidemark.test';
const { conflict, past } = sceneIncidents;
const afterTomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);

let db: TestDatabase;
let cookies: Readonly<Record<'maintainer' | 'stranger' | 'reader', string>>;

beforeAll(async () => {
  vi.stubEnv('APP_SECRET', appSecret);
  vi.stubEnv('BASE_URL', baseUrl);
  db = await createTestDatabase();
  globalThis.tidemarkDatabase = db;
  await insertScene(db.prisma, 'incidents', new Date());
  const ports = await db.prisma.port.findMany();
  const idOf = (slug: string) => ports.find((port) => port.slug === slug)?.id ?? 0;
  const cookieOf = async (name: string, maintains: readonly number[]) =>
    mintSession(db.prisma, {
      userId: await mintPerson(db.prisma, { name, maintains }),
      appSecret,
    });
  cookies = {
    maintainer: await cookieOf('Mo', [idOf('lumen')]),
    stranger: await cookieOf('Sol', [idOf('drift')]),
    reader: await cookieOf('Rea', []),
  };
});

afterAll(async () => {
  globalThis.tidemarkDatabase = undefined;
  globalThis.tidemarkAuth = undefined;
  vi.unstubAllEnvs();
  await db.close();
});

beforeEach(async () => {
  await db.prisma.incident.update({
    where: { id: conflict },
    data: { acknowledgedAt: null, acknowledgedById: null, snoozedUntil: null },
  });
});

/** As a browser does. */
function act(
  name: string,
  fields: Record<string, string> = {},
  by?: string,
  id: string = conflict,
  accept = 'text/html',
) {
  const request = new Request(`${baseUrl}/alerts/${id}/${name}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: accept,
      Origin: baseUrl,
      ...(by === undefined ? {} : { Cookie: by }),
    },
    body: new URLSearchParams(fields).toString(),
  });
  return POST(request, { params: Promise.resolve({ incident: id, act: name }) });
}

/** As a program does, which is told by the status. */
function ask(name: string, fields: Record<string, string>, by?: string, id?: string) {
  return act(name, fields, by, id, '*/*');
}

const fieldsOf: Readonly<Record<string, Record<string, string>>> = {
  acknowledge: {},
  snooze: { until: afterTomorrow },
  mute: { path: 'src/runtime/proc.go' },
  unmute: { path: 'src/runtime/proc.go' },
  note: { text: 'Took an hour.', hours: '1' },
};

describe.each(Object.entries(fieldsOf))('%s', (name, fields) => {
  test('is for maintainers of the port, and goes back to the incident', async () => {
    const done = await act(name, fields, cookies.maintainer);
    expect(done.status).toBe(303);
    expect(done.headers.get('Location')).toBe(`/alerts/${conflict}?done=${name}#acts`);
    const [audited] = await db.prisma.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect(audited).toMatchObject({
      actor: 'Mo',
      act: name,
      target: `incident:${conflict}`,
      result: 'done',
    });
  });

  test('is refused to everybody else, and changes nothing', async () => {
    const before = await db.prisma.incidentEvent.count();
    const notes = await db.prisma.incidentNote.count();
    expect((await ask(name, fields, cookies.stranger)).status).toBe(403);
    expect((await ask(name, fields, cookies.reader)).status).toBe(403);
    expect((await ask(name, fields)).status).toBe(401);
    expect(await db.prisma.incidentEvent.count()).toBe(before);
    expect(await db.prisma.incidentNote.count()).toBe(notes);
  });
});

test('an acknowledgement is in the time line once, and can be taken back', async () => {
  await act('acknowledge', {}, cookies.maintainer);
  await act('acknowledge', {}, cookies.maintainer);
  await act('unacknowledge', {}, cookies.maintainer);
  const events = await db.prisma.incidentEvent.findMany({
    where: { incidentId: conflict },
    orderBy: { seq: 'desc' },
    take: 2,
  });
  expect(events.map(({ kind, isOwed }) => [kind, isOwed])).toEqual([
    ['unacknowledged', false],
    ['acknowledged', false],
  ]);
});

test('a snooze that ends, and a path that is muted or no longer, have the alerts looked at anew', async () => {
  const jobs = async () =>
    (await db.pool.query("SELECT key FROM graphile_worker.jobs WHERE key LIKE 'evaluate-alerts:%'"))
      .rowCount;
  await db.pool.query('DELETE FROM graphile_worker._private_jobs');
  await act('snooze', { until: afterTomorrow }, cookies.maintainer);
  expect(await jobs()).toBe(0);
  await act('unsnooze', {}, cookies.maintainer);
  expect(await jobs()).toBe(1);
  await db.pool.query('DELETE FROM graphile_worker._private_jobs');
  await act('mute', { path: 'src/net/sock_posix.go' }, cookies.maintainer);
  expect(await jobs()).toBe(1);
  await act('unmute', { path: 'src/net/sock_posix.go' }, cookies.maintainer);
});

test.each([
  ['snooze', { until: '2020-01-01' }, 422, 'later day'],
  ['snooze', {}, 422, 'Give the day'],
  ['mute', { path: 'src/other.go' }, 422, 'not in conflict'],
  ['note', { text: ' ' }, 422, 'Write something'],
  ['note', { text: 'a', hours: 'x' }, 422, 'Give the hours'],
  ['dance', {}, 404, 'no act'],
])('%s %j is refused with one sentence', async (name, fields, status, sentence) => {
  const response = await ask(name, fields, cookies.maintainer);
  expect(response.status).toBe(status);
  expect(await response.text()).toContain(sentence);
});

test('one that is over takes notes and nothing else', async () => {
  expect((await ask('acknowledge', {}, cookies.maintainer, past)).status).toBe(409);
  expect((await ask('note', { text: 'Done.' }, cookies.maintainer, past)).status).toBe(200);
  expect((await ask('note', { text: 'x' }, cookies.maintainer, 'nope')).status).toBe(404);
});

test('a note that is refused comes back with what was written', async () => {
  const fields = { text: 'It took long.', hours: 'many' };
  const response = await act('note', fields, cookies.maintainer);
  const { pathname, searchParams, hash } = new URL(response.headers.get('Location') ?? '', baseUrl);
  expect([pathname, hash]).toEqual([`/alerts/${conflict}`, '#acts']);
  const value = /=([^;]+)/.exec(response.headers.get('Set-Cookie') ?? '')?.[1] ?? '';
  const kept = openKeptForm(searchParams.get('refused') ?? '', value);
  expect(kept?.sentence).toMatch(/^Give the hours/);
  expect(Object.fromEntries(kept?.typed ?? [])).toEqual(fields);
});
