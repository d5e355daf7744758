import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { insertScene } from '#lib/testing/scenes.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { GET as getLlms } from './llms.txt/route.ts';
import robots from './robots.ts';
import sitemap from './sitemap.ts';

let db: TestDatabase;

beforeAll(async () => {
  vi.stubEnv('BASE_URL', 'https://tidemark.test');
  db = await createTestDatabase();
  await insertScene(db.prisma, 'one-port', new Date());
  globalThis.tidemarkDatabase = db;
});

afterAll(async () => {
  globalThis.tidemarkDatabase = undefined;
  vi.unstubAllEnvs();
  await db.close();
});

test('robots may read what is public, and are told where the sitemap is', () => {
  expect(robots()).toMatchObject({
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: expect.arrayContaining(['/settings', '/ports/*/*/files/']),
    },
    sitemap: 'https://tidemark.test/sitemap.xml',
  });
});

test('the sitemap has every page of a port, and no rebase that is gone', async () => {
  const urls = (await sitemap()).map(({ url }) => url);
  expect(urls).toEqual(
    expect.arrayContaining([
      'https://tidemark.test/',
      'https://tidemark.test/method',
      'https://tidemark.test/ports/lumen',
      'https://tidemark.test/ports/lumen/forecast',
      'https://tidemark.test/ports/lumen/backtest',
      'https://tidemark.test/ports/lumen/go1.22.3',
    ]),
  );
  expect(urls).not.toContain('https://tidemark.test/ports/lumen/go1.21.1');
  expect(new Set(urls).size).toBe(urls.length);
});

test('a language model is told what there is, by whole addresses', async () => {
  const answer = await getLlms(new Request('https://tidemark.test/llms.txt'));
  expect(answer.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
  const text = await answer.text();
  expect(text).toMatch(/^# Tidemark\n\n> /);
  expect(text).toContain(
    '- [Lumen](https://tidemark.test/ports/lumen): Go on the Lumen kernel, GOOS=lumen; newest rebase go1.22.3;',
  );
  expect(text).toContain('(https://tidemark.test/api/v1/openapi.json)');
  expect(text).not.toMatch(/undefined|null\b(?! in the API)/);
});
