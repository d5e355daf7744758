import { afterAll, beforeAll, expect, test } from 'vitest';

import { ApiProblem, ApiRebases } from '#lib/domain/api-v1.ts';
import { insertScene } from '#lib/testing/scenes.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { GET as getRebases } from '#app/api/v1/ports/[port]/rebases/route.ts';

import { GET as getBadge } from './[file]/route.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  const now = new Date();
  await insertScene(db.prisma, 'rehearsed', now);
  await insertScene(db.prisma, 'measuring', now);
  globalThis.tidemarkDatabase = db;
});

afterAll(async () => {
  globalThis.tidemarkDatabase = undefined;
  await db.close();
});

function badge(port: string, file: string, headers: Record<string, string> = {}) {
  const request = new Request('http://tidemark.test/', { headers });
  return getBadge(request, { params: Promise.resolve({ port, file }) });
}

async function messageOf(port: string, file: string): Promise<unknown> {
  const answer: unknown = await (await badge(port, file)).json();
  expect(answer).toMatchObject({ schemaVersion: 1, label: file.replace('.json', '') });
  return (answer as { message: unknown }).message;
}

test('a badge has the numbers that the API has', async () => {
  const answer = await getRebases(new Request('http://tidemark.test/'), {
    params: Promise.resolve({ port: 'lumen' }),
  });
  const touch = ApiRebases.parse(await answer.json()).rebases.at(-1)?.touch;
  const lines = (touch?.insertions ?? 0) + (touch?.deletions ?? 0);
  expect(await messageOf('lumen', 'burden.json')).toBe(
    `${lines} lines in ${touch?.files} upstream files at go1.22.3`,
  );
  expect(await messageOf('lumen', 'lag.json')).toBe('2 days after go1.22.3');
  expect(await messageOf('lumen', 'forecast.json')).toMatch(/: \d+ of \d+ files will conflict$/);
});

test('a port that nobody has measured has no number on any badge', async () => {
  for (const name of ['burden', 'lag', 'forecast']) {
    expect(await messageOf('fresh', `${name}.json`)).toBe('not measured');
    expect(await (await badge('fresh', `${name}.svg`)).text()).toContain('not measured');
  }
});

test('the picture says in words what it shows, and is asked for again without being sent again', async () => {
  const first = await badge('lumen', 'lag.svg');
  expect(first.headers.get('Content-Type')).toBe('image/svg+xml; charset=utf-8');
  expect(first.headers.get('Cache-Control')).toBe('public, no-cache');
  const svg = await first.text();
  expect(svg).toContain('<title>lag: 2 days after go1.22.3</title>');
  expect(svg).toContain('role="img"');
  const etag = first.headers.get('ETag') ?? '';
  expect((await badge('lumen', 'lag.svg', { 'If-None-Match': etag })).status).toBe(304);
});

test.each([
  ['lumen', 'cost.svg', 'burden.svg'],
  ['lumen', 'lag.png', 'lag.json'],
  ['nobody', 'lag.svg', 'lumen'],
])('%s/%s is a problem that names what there is', async (port, file, known) => {
  const answer = await badge(port, file);
  expect(answer.status).toBe(404);
  expect(ApiProblem.parse(await answer.json()).detail).toContain(known);
});
