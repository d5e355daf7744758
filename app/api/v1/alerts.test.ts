import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { ApiAlerts, ApiProblem } from '#lib/domain/api-v1.ts';
import { sceneIncidents } from '#lib/testing/scene-incidents.ts';
import { insertScene } from '#lib/testing/scenes.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { GET as getAtom } from '#app/alerts/feed.atom/route.ts';
import { GET as getJsonFeed } from '#app/alerts/feed.json/route.ts';
import { GET as getPortAtom } from '#app/ports/[port]/feed.atom/route.ts';
import { GET as getPortJsonFeed } from '#app/ports/[port]/feed.json/route.ts';

import { GET as getAlerts } from './alerts/route.ts';
import { GET as getAlertsCsv } from './alerts.csv/route.ts';

let db: TestDatabase;
const now = new Date();
const hostile = ']]><script>alert(1)</script>\u0000\u001b[31m\u202e&amp;';

beforeAll(async () => {
  vi.stubEnv('BASE_URL', 'https://tidemark.test');
  db = await createTestDatabase();
  await insertScene(db.prisma, 'incidents', now);
  globalThis.tidemarkDatabase = db;
});

afterAll(async () => {
  globalThis.tidemarkDatabase = undefined;
  vi.unstubAllEnvs();
  await db.close();
});

function request(address = '/', headers: Record<string, string> = {}): Request {
  return new Request(`https://tidemark.test${address}`, { headers });
}

async function readAlerts(query = '') {
  return ApiAlerts.parse(await (await getAlerts(request(`/api/v1/alerts${query}`))).json());
}

async function readFeed(response: Promise<Response>) {
  const feed: unknown = await (await response).json();
  return feed as {
    version: string;
    title: string;
    feed_url: string;
    items: { id: string; url: string; title: string; content_html: string; tags: string[] }[];
  };
}

describe('alerts', () => {
  test('come open ones first, the worst and oldest before others, then past ones', async () => {
    const { open, past, incidents } = await readAlerts();
    expect([open, past]).toEqual([5, 1]);
    expect(incidents.map(({ id }) => id)).toEqual([
      sceneIncidents.silent,
      sceneIncidents.exposed,
      sceneIncidents.snoozed,
      sceneIncidents.conflict,
      sceneIncidents.flapping,
      sceneIncidents.past,
    ]);
  });

  test('of a port that nobody has looked at nothing is known, and that is said', async () => {
    expect((await readAlerts()).notWatched).toEqual([]);
    const slugs = (await db.prisma.port.findMany({ orderBy: { name: 'asc' } })).map(
      ({ slug }) => slug,
    );
    const quiet = { open: 0, past: 0, incidents: [], notWatched: [] };
    expect(await readAlerts('?kind=behind&port=lumen')).toEqual(quiet);
    await db.prisma.port.updateMany({ data: { alertsSince: null } });
    expect(await readAlerts('?kind=behind&port=lumen')).toEqual({
      ...quiet,
      open: null,
      past: null,
      notWatched: ['lumen'],
    });
    expect(await readAlerts()).toMatchObject({ open: 5, past: 1, notWatched: slugs });
    await db.prisma.port.updateMany({ data: { alertsSince: now } });
  });

  test('say how things are, and of past ones how they were', async () => {
    const { incidents } = await readAlerts('?port=lumen');
    expect(incidents.map(({ verdict, state }) => [state, verdict])).toEqual([
      ['firing', 'go1.23rc1: 2 of 30 files will conflict, about 47 days before release'],
      ['firing', 'go1.24 tip: 1 of 30 files will conflict'],
      ['resolved', 'go1.22rc2: 2 of 30 files will conflict, 22 days before release'],
    ]);
    expect(incidents[2]).toMatchObject({
      url: `https://tidemark.test/alerts/${sceneIncidents.past}`,
      resolvedReason: 'The port has published its rebase onto go1.22.0.',
    });
  });

  test.each([
    ['?state=past', [sceneIncidents.past]],
    ['?severity=info', [sceneIncidents.flapping]],
    ['?kind=behind', [sceneIncidents.snoozed]],
    ['?kind=behind&port=lumen', []],
  ])('%s narrows them', async (query, ids) => {
    const { incidents } = await readAlerts(query);
    expect(incidents.map(({ id }) => id)).toEqual(ids);
  });

  test.each(['?port=none', '?port=%00'])(
    '%s is no port, and the answer says so: of what is not known nothing is well',
    async (query) => {
      const response = await getAlerts(request(`/api/v1/alerts${query}`));
      expect(response.status).toBe(404);
      expect(ApiProblem.parse(await response.json()).ports).toContain('lumen');
    },
  );

  test.each(['?kind=cannot-poll', '?kind=x', '?state=firing', '?severity=high', '?sort=age'])(
    '%s is refused, and the answer says what there is',
    async (query) => {
      const response = await getAlerts(request(`/api/v1/alerts${query}`));
      expect(response.status).toBe(400);
      expect(ApiProblem.parse(await response.json()).detail).toMatch(/one of|known:/);
    },
  );

  test('come as a table as well', async () => {
    const response = await getAlertsCsv(request('/api/v1/alerts.csv?port=drift'));
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const lines = (await response.text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^id,kind,port,line,upstreamLine,state,severity,verdict,/);
    expect(lines[1]).toContain(`${sceneIncidents.exposed},unfixed-cves,drift,go1.22,,firing`);
  });

  test('never show what is for operators only', async () => {
    const texts = await Promise.all(
      [getAlerts, getAlertsCsv, getAtom, getJsonFeed].map(async (get) =>
        (await get(request())).text(),
      ),
    );
    for (const text of texts) {
      expect(text).not.toContain(sceneIncidents.operators);
      expect(text).not.toContain('cannot-poll');
    }
  });
});

describe('feeds', () => {
  test('hold what subscribers were owed, newest first, by ids that stay', async () => {
    const feed = await readFeed(getJsonFeed(request()));
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
    expect(feed.items[0]).toMatchObject({
      url: `https://tidemark.test/alerts/${sceneIncidents.conflict}#event-2`,
      title:
        '[lumen] go1.23rc1: 1 more file will conflict, 2 of 30 in all, about 48 days before release',
      tags: ['forecast-conflict', 'warning', 'runtime', 'net'],
    });
    expect(feed.items.map(({ id }) => id)).toContain(
      `tag:tidemark.test,${new Date(now.getTime() - 3 * 86_400_000).getUTCFullYear()}:incident/${sceneIncidents.conflict}/1`,
    );
    // Neither what nobody was owed nor acts of people.
    expect(feed.items.map(({ url }) => url).join()).not.toMatch(
      new RegExp(`${sceneIncidents.silent}|${sceneIncidents.snoozed}#event-2`),
    );
    expect((await readFeed(getJsonFeed(request()))).items).toEqual(feed.items);
  });

  test('are of a port, and of a subsystem', async () => {
    const drift = await readFeed(
      getPortJsonFeed(request(), { params: Promise.resolve({ port: 'drift' }) }),
    );
    expect(drift.feed_url).toBe('https://tidemark.test/ports/drift/feed.json');
    expect(new Set(drift.items.map(({ tags }) => tags[0]))).toEqual(
      new Set(['unfixed-cves', 'behind']),
    );
    const net = await readFeed(getJsonFeed(request('/alerts/feed.json?subsystem=net')));
    expect(net.title).toBe('Alerts, all ports, net');
    expect(net.feed_url).toBe('https://tidemark.test/alerts/feed.json?subsystem=net');
    expect(net.items.every(({ tags }) => tags.includes('net'))).toBe(true);
    expect(net.items.length).toBeGreaterThan(0);
  });

  test('of a port that there is not are a problem, with those there are', async () => {
    const response = await getPortAtom(request(), { params: Promise.resolve({ port: 'nope' }) });
    expect(response.status).toBe(404);
    expect(ApiProblem.parse(await response.json()).detail).toContain('Known:');
  });

  test.each([
    ['?subsystem=nope', 'one of runtime, syscall'],
    ['?subsystem=net&subsystem=os', 'more than once'],
    ['?severity=critical', 'known: subsystem.'],
  ])('narrowed by %s are a problem, with what there is', async (query, expected) => {
    const params = Promise.resolve({ port: 'drift' });
    const answers = await Promise.all([
      getAtom(request(`/alerts/feed.atom${query}`)),
      getJsonFeed(request(`/alerts/feed.json${query}`)),
      getPortAtom(request(`/ports/drift/feed.atom${query}`), { params }),
      getPortJsonFeed(request(`/ports/drift/feed.json${query}`), { params }),
    ]);
    for (const response of answers) {
      expect(response.status).toBe(400);
      expect(ApiProblem.parse(await response.json()).detail).toContain(expected);
    }
  });

  test('are not sent twice to who has them, by tag or by date', async () => {
    const first = await getAtom(request());
    expect(first.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8');
    const etag = first.headers.get('ETag') ?? '';
    const changedAt = first.headers.get('Last-Modified') ?? '';
    const ask = async (headers: Record<string, string>) =>
      (await getAtom(request('/alerts/feed.atom', headers))).status;
    expect(await ask({ 'If-None-Match': etag })).toBe(304);
    expect(await ask({ 'If-Modified-Since': changedAt })).toBe(304);
    expect(await ask({ 'If-Modified-Since': 'Thu, 01 Jan 1970 00:00:00 GMT' })).toBe(200);
    expect(await ask({ 'If-Modified-Since': 'yesterday' })).toBe(200);
    // A tag says more than a date.
    expect(await ask({ 'If-None-Match': 'W/"other"', 'If-Modified-Since': changedAt })).toBe(200);
  });

  test('are well-formed and harmless whatever a name holds', async () => {
    const event = await db.prisma.incidentEvent.findFirstOrThrow({
      where: { incidentId: sceneIncidents.conflict, seq: 2 },
    });
    const facts = event.facts as { conflicts: { path: string; culprit: object | null }[] };
    const [conflict] = facts.conflicts;
    await db.prisma.incidentEvent.update({
      where: { id: event.id },
      data: {
        facts: {
          ...facts,
          port: { slug: hostile.replace('\0', ''), name: 'x', fork: 'x', upstream: 'x' },
          conflicts: [{ ...conflict, path: hostile.replace('\0', '') }],
        },
      },
    });
    const atom = await (await getAtom(request())).text();
    const { items } = await readFeed(getJsonFeed(request()));
    await db.prisma.incidentEvent.update({ where: { id: event.id }, data: { facts } });
    expect(atom).not.toContain('<script');
    expect(atom.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    // Each section ends where it was meant to.
    expect(atom.match(/<!\[CDATA\[/g)).toHaveLength(2 * items.length);
    expect(atom.match(/\]\]>/g)).toHaveLength(2 * items.length);
    expect(items[0]?.content_html).toContain('&lt;script&gt;');
    expect(items[0]?.title).toContain('␛[31m⟨U+202E⟩');
  });

  test('of an installation without incidents are empty, and never seem new', async () => {
    const empty = await createTestDatabase();
    globalThis.tidemarkDatabase = empty;
    const atom = await getAtom(request());
    const text = await atom.text();
    globalThis.tidemarkDatabase = db;
    await empty.close();
    expect(atom.headers.get('Last-Modified')).toBe('Thu, 01 Jan 1970 00:00:00 GMT');
    expect(text).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
    expect(text).not.toContain('<entry>');
  });
});
