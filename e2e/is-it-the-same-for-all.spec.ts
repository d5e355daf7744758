// Pages are made once for many readers: does each still get what is true, and nobody what is another's?
import { sceneIncidents } from '#lib/testing/scene-incidents.ts';
import { mintPerson, mintSession } from '#lib/testing/sign-in.ts';
import { startApp, TEST_APP_SECRET } from '#lib/testing/start-app.ts';

import { expect, test as base } from './app-test.ts';

/** The app as readers have it. */
const test = base.extend({
  baseURL: async ({ sceneUrl }, use) => {
    const app = await startApp({ databaseUrl: sceneUrl, env: { PAGE_CACHE: 'on' } });
    await use(app.url);
    await app.stop();
  },
});

test.use({ scene: 'incidents' });

test('what is given again is what was made, until what is stored changes', async ({
  request,
  database,
}) => {
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await request.get(path, { headers });
    return { body: await answer.text(), kept: answer.headers()['cache-status'] };
  };
  for (const path of [
    '/',
    '/ports/lumen',
    '/ports/lumen/go1.22.3',
    '/api/v1/ports/lumen/rebases',
  ]) {
    // Somebody else may write to the same Postgres in between.
    await expect.poll(async () => (await ask(path)).kept).toBe('tidemark; hit');
  }
  const dark = await ask('/', { Cookie: 'theme=dark' });
  expect(dark.body.includes('data-theme="dark"')).toBe(true);
  expect((await ask('/')).body.includes('data-theme="dark"')).toBe(false);
  const { name } = await database.port.findUniqueOrThrow({ where: { slug: 'lumen' } });
  await database.port.update({ where: { slug: 'lumen' }, data: { name: 'Renamed' } });
  for (const path of ['/', '/ports/lumen', '/api/v1/ports']) {
    await expect.poll(async () => (await ask(path)).body.includes('Renamed')).toBe(true);
  }
  await database.port.update({ where: { slug: 'lumen' }, data: { name } });
});

test('what somebody sees who has signed in, nobody else is given', async ({
  request,
  database,
}) => {
  const userId = await mintPerson(database, { name: 'Ada Admin', isAdministrator: true });
  const cookie = await mintSession(database, { userId, appSecret: TEST_APP_SECRET });
  const path = `/alerts/${sceneIncidents.operators}`;
  for (const [headers, status] of [
    [{ Cookie: cookie }, 200],
    [{}, 404],
    [{ Cookie: cookie }, 200],
    [{}, 404],
  ] as const) {
    const answer = await request.get(path, { headers });
    expect([answer.status(), answer.headers()['cache-status']]).toEqual([status, undefined]);
  }
  const list = (headers: Record<string, string>) => request.get('/alerts', { headers });
  const mine = await (await list({ Cookie: cookie })).text();
  expect(mine.includes(sceneIncidents.operators)).toBe(true);
  await expect.poll(async () => (await list({})).headers()['cache-status']).toBe('tidemark; hit');
  expect((await (await list({})).text()).includes(sceneIncidents.operators)).toBe(false);
  expect((await list({ Cookie: cookie })).headers()['cache-status']).toBeUndefined();
  await database.user.delete({ where: { id: userId } });
});
