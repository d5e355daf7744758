import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { POST as pollNow } from '#app/status/poll-now/route.ts';
import { insertScene } from '#lib/testing/scenes.ts';
import { mintPerson, mintSession } from '#lib/testing/sign-in.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { POST as exportAudit } from './audit/export/route.ts';
import { POST as changeEndpoint } from './endpoints/[endpoint]/[change]/route.ts';
import { POST as createEndpoint } from './endpoints/create/route.ts';
import { POST as changeHosts } from './hosts/[change]/route.ts';
import { POST as changePeople } from './people/[change]/route.ts';
import { POST as endSession } from './sessions/end/route.ts';

const baseUrl = 'http://tidemark.test';
const appSecret = 'a-secret-of-this-test-alone-0123456789';

/** The stranger maintains another port than the maintainer, to whom the endpoints belong. */
const roles = ['nobody', 'reader', 'stranger', 'maintainer', 'administrator'] as const;
type Role = (typeof roles)[number];

let db: TestDatabase;
let people: Readonly<Record<Exclude<Role, 'nobody'>, string>>;
/** Whom the acts are done to. */
let victim: string;
let cookies: Readonly<Record<Role, string>>;

beforeAll(async () => {
  vi.stubEnv('BASE_URL', baseUrl);
  vi.stubEnv('APP_SECRET', appSecret);
  db = await createTestDatabase();
  globalThis.tidemarkDatabase = db;
  const { prisma } = db;
  await insertScene(prisma, 'incidents', new Date());
  const lumen = await prisma.port.findUniqueOrThrow({ where: { slug: 'lumen' } });
  const drift = await prisma.port.findUniqueOrThrow({ where: { slug: 'drift' } });
  people = {
    reader: await mintPerson(prisma, { name: 'Rea' }),
    stranger: await mintPerson(prisma, { name: 'Sol', maintains: [drift.id] }),
    maintainer: await mintPerson(prisma, { name: 'Mai', maintains: [lumen.id] }),
    administrator: await mintPerson(prisma, { name: 'Ada', isAdministrator: true }),
  };
});

afterAll(async () => {
  globalThis.tidemarkDatabase = undefined;
  globalThis.tidemarkAuth = undefined;
  vi.unstubAllEnvs();
  await db.close();
});

beforeEach(async () => {
  const { prisma } = db;
  await prisma.session.deleteMany();
  await prisma.authRateLimit.deleteMany();
  await prisma.endpoint.deleteMany();
  victim = await mintPerson(prisma, { name: 'Vic' });
  const cookieOf = (userId: string) => mintSession(prisma, { userId, appSecret });
  await cookieOf(victim);
  cookies = {
    nobody: '',
    reader: await cookieOf(people.reader),
    stranger: await cookieOf(people.stranger),
    maintainer: await cookieOf(people.maintainer),
    administrator: await cookieOf(people.administrator),
  };
});

type Call = (request: Request) => Promise<Response>;

interface Asked {
  readonly name: string;
  readonly call: Call;
  readonly form: () => Promise<Record<string, string>> | Record<string, string>;
  readonly wanted: Readonly<Record<Role, number>>;
}

const administratorsOnly = {
  nobody: 401,
  reader: 403,
  stranger: 403,
  maintainer: 403,
  administrator: 200,
};
const ownMaintainer = { ...administratorsOnly, maintainer: 200 };
const anyMaintainer = { ...ownMaintainer, stranger: 200 };

const personChanges = [
  'maintainer-grant',
  'maintainer-revoke',
  'administrator-grant',
  'administrator-revoke',
  'person-disable',
  'person-enable',
  'sessions-revoke',
];

function changePerson(change: string): Call {
  return (request) => changePeople(request, { params: Promise.resolve({ change }) });
}

/** What each change of an endpoint is asked with, once `mintEndpoint` made it. */
const endpointForms: Readonly<Record<string, Record<string, string>>> = {
  'endpoint-rename': { name: 'another' },
  'endpoint-rotate': {},
  'endpoint-test': {},
  'endpoint-enable': {},
  'endpoint-disable': {},
  'endpoint-delete': {},
  'endpoint-subscribe': { port: 'lumen', pace: 'daily' },
  'endpoint-unsubscribe': { subscription: 'theirs' },
  'endpoint-replay': { delivery: 'theirs' },
};

/** A webhook of the maintainer's with a subscription, of which one delivery is dead. */
async function mintEndpoint(state: string): Promise<void> {
  const at = new Date();
  const id = 'theirs';
  const { prisma } = db;
  const { id: eventId } = await prisma.incidentEvent.findFirstOrThrow();
  await prisma.endpoint.create({
    data: {
      id,
      channel: 'webhook',
      name: 'theirs',
      ownerId: people.maintainer,
      target: 'sealed',
      targetLabel: 'example.org',
      secret: 'sealed',
      state,
      createdAt: at,
      subscriptions: { create: { id, createdAt: at, activeSince: at } },
    },
  });
  const dead = { state: 'dead', deadAt: at, deadReason: 'It was refused.' };
  await prisma.delivery.create({
    data: {
      id,
      eventId,
      subscriptionId: id,
      endpointId: id,
      lane: `${id}:x`,
      seq: 1,
      channel: 'webhook',
      dueAt: at,
      createdAt: at,
      ...dead,
    },
  });
}

/** Everything that can be asked of these pages. */
const everything: readonly Asked[] = [
  ...personChanges.map((change) => ({
    name: change,
    call: changePerson(change),
    form: () => ({ person: victim, port: 'lumen' }),
    wanted: administratorsOnly,
  })),
  ...['host-add', 'host-remove'].map((change) => ({
    name: change,
    call: (request: Request) => changeHosts(request, { params: Promise.resolve({ change }) }),
    form: () => ({ host: 'chat.internal' }),
    wanted: administratorsOnly,
  })),
  {
    name: 'poll-now of upstream',
    call: pollNow,
    form: () => ({ repository: 'golang/go' }),
    wanted: administratorsOnly,
  },
  {
    name: 'poll-now of a fork',
    call: pollNow,
    form: () => ({ repository: 'example/lumen-go' }),
    wanted: ownMaintainer,
  },
  {
    name: 'endpoint-create of a webhook',
    call: createEndpoint,
    form: () => ({ channel: 'webhook', name: 'ours', url: 'https://example.org/hook' }),
    wanted: anyMaintainer,
  },
  {
    name: 'endpoint-create of issues of a fork',
    call: createEndpoint,
    form: () => ({ channel: 'github-issue', name: 'ours', repository: 'example/lumen-go' }),
    wanted: ownMaintainer,
  },
  ...Object.entries(endpointForms).map(([change, fields]) => ({
    name: change,
    call: (request: Request) =>
      changeEndpoint(request, { params: Promise.resolve({ endpoint: 'theirs', change }) }),
    form: async () => {
      await mintEndpoint(change === 'endpoint-enable' ? 'disabled' : 'active');
      return fields;
    },
    wanted: ownMaintainer,
  })),
  { name: 'audit-export', call: exportAudit, form: () => ({}), wanted: administratorsOnly },
  {
    name: 'session-revoke',
    call: endSession,
    form: async () => {
      const held = await db.prisma.session.findFirstOrThrow({ where: { userId: victim } });
      return { session: held.id };
    },
    wanted: administratorsOnly,
  },
];

async function send(
  { call, form }: Pick<Asked, 'call' | 'form'>,
  headers: Record<string, string>,
): Promise<Response> {
  return await call(
    new Request(`${baseUrl}/settings`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(await form()).toString(),
    }),
  );
}

describe.each(everything)('$name', (asked) => {
  test.each(roles)('%s gets what they may, by direct request', async (role) => {
    const response = await send(asked, { Cookie: cookies[role], Origin: baseUrl });
    expect(response.status).toBe(asked.wanted[role]);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  test.each<[string, Record<string, string>]>([
    ['no origin', {}],
    ['another site', { Origin: 'https://evil.example' }],
    ['a sandboxed frame', { Origin: 'null' }],
    ['a sibling', { 'Sec-Fetch-Site': 'same-site' }],
  ])('is refused to an administrator from %s', async (_, headers) => {
    const response = await send(asked, { Cookie: cookies.administrator, ...headers });
    expect(response.status).toBe(403);
  });
});

function asAdministrator(call: Call, form: Record<string, string>): Promise<Response> {
  return send({ call, form: () => form }, { Cookie: cookies.administrator, Origin: baseUrl });
}

function revokeAs(Cookie: string, person: string): Promise<Response> {
  const asked = { call: changePerson('administrator-revoke'), form: () => ({ person }) };
  return send(asked, { Cookie, Origin: baseUrl });
}

function readPerson(id: string) {
  return db.prisma.user.findUniqueOrThrow({ where: { id }, include: { maintains: true } });
}

describe('roles', () => {
  test('granting and revoking undo each other, and doing either twice changes nothing', async () => {
    const form = { person: victim, port: 'lumen' };
    for (const wanted of ['changed', 'unchanged']) {
      const response = await asAdministrator(changePerson('maintainer-grant'), form);
      expect(await response.json()).toEqual({ outcome: wanted });
    }
    expect((await readPerson(victim)).maintains).toMatchObject([
      { grantedById: people.administrator },
    ]);
    await asAdministrator(changePerson('maintainer-revoke'), form);
    expect((await readPerson(victim)).maintains).toEqual([]);
  });

  test('a role holds at once, in sessions that are open', async () => {
    const Cookie = await mintSession(db.prisma, { userId: victim, appSecret });
    const ask = () =>
      send(
        { call: changePerson('maintainer-grant'), form: () => ({ person: victim, port: 'drift' }) },
        { Cookie, Origin: baseUrl },
      );
    expect((await ask()).status).toBe(403);
    await asAdministrator(changePerson('administrator-grant'), { person: victim });
    expect((await ask()).status).toBe(200);
    await asAdministrator(changePerson('administrator-revoke'), { person: victim });
    expect((await ask()).status).toBe(403);
  });

  test('whoever is disabled is signed out everywhere, and their endpoints are disabled', async () => {
    await db.prisma.endpoint.create({
      data: {
        id: `endpoint-of-${victim}`,
        channel: 'webhook',
        name: 'theirs',
        ownerId: victim,
        target: 'sealed',
        targetLabel: 'example.org',
        state: 'active',
        createdAt: new Date(),
      },
    });
    await asAdministrator(changePerson('person-disable'), { person: victim });
    expect(await db.prisma.session.count({ where: { userId: victim } })).toBe(0);
    expect(await db.prisma.endpoint.findFirst({ where: { ownerId: victim } })).toMatchObject({
      state: 'disabled',
      disabledReason: 'The account of its owner was disabled.',
    });
  });

  test.each(['administrator-revoke', 'person-disable'])(
    'the last administrator stays: %s',
    async (change) => {
      await db.prisma.user.updateMany({
        where: { id: { not: people.administrator } },
        data: { isAdministrator: false },
      });
      const gone = await mintPerson(db.prisma, { name: 'Gone', isAdministrator: true });
      await db.prisma.user.update({ where: { id: gone }, data: { disabledAt: new Date() } });
      const response = await asAdministrator(changePerson(change), {
        person: people.administrator,
      });
      expect(response.status).toBe(409);
      expect(await response.json()).toMatchObject({
        detail: 'Ada is the last administrator: make somebody else one first.',
      });
      expect(await readPerson(people.administrator)).toMatchObject({
        isAdministrator: true,
        disabledAt: null,
      });
    },
  );

  test('two administrators who remove each other at once leave one', async () => {
    const bea = await mintPerson(db.prisma, { name: 'Bea', isAdministrator: true });
    const Cookie = await mintSession(db.prisma, { userId: bea, appSecret });
    await Promise.all([
      revokeAs(cookies.administrator, bea),
      revokeAs(Cookie, people.administrator),
    ]);
    const where = { isAdministrator: true, disabledAt: null };
    expect(await db.prisma.user.count({ where })).toBe(1);
    await db.prisma.user.update({
      where: { id: people.administrator },
      data: { isAdministrator: true },
    });
    await db.prisma.user.deleteMany({ where: { id: bea } });
  });
});

describe('the audit log', () => {
  test('cannot be changed or shortened, not even by whoever holds the database', async () => {
    await asAdministrator(changePerson('person-enable'), { person: victim });
    await expect(db.prisma.auditEntry.deleteMany()).rejects.toThrow('only ever added to');
    await expect(db.prisma.auditEntry.updateMany({ data: { actor: 'x' } })).rejects.toThrow(
      'only ever added to',
    );
  });

  test('comes whole as NDJSON, as filtered, and says that it was taken', async () => {
    await asAdministrator(changePerson('maintainer-grant'), { person: victim, port: 'lumen' });
    const response = await exportAudit(
      new Request(`${baseUrl}/settings/audit/export?act=maintainer-grant&text=${victim}`, {
        method: 'POST',
        headers: { Cookie: cookies.administrator, Origin: baseUrl },
      }),
    );
    expect(response.headers.get('Content-Type')).toContain('application/x-ndjson');
    const lines = (await response.text()).trimEnd().split('\n');
    const rows: unknown[] = lines.map((line) => JSON.parse(line));
    expect(rows).toMatchObject([
      {
        actor: 'Ada',
        act: 'maintainer-grant',
        target: `person:${victim}`,
        result: 'done',
        detail: { person: 'Vic', port: 'lumen' },
      },
    ]);
    expect(
      await db.prisma.auditEntry.count({ where: { act: 'audit-export', result: 'done' } }),
    ).toBeGreaterThan(0);
  });
});
