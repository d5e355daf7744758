// `test` for the pages: `app` is the built program over a database that holds one scene (lib/testing/scenes.ts), and
// `page.goto('/')` goes there. Choose the scene by `test.use({ scene: 'measuring' })`; specs leave it as it was.
import { test as base } from '@playwright/test';

import type { PrismaClient } from '#lib/db/generated/client.ts';
import { openDatabase } from '#lib/db/prisma-client.ts';
import { cloneTemplate } from '#lib/testing/clone-database.ts';
import { insertScene, type SceneName } from '#lib/testing/scenes.ts';
import { type RunningApp, startApp } from '#lib/testing/start-app.ts';

interface WorkerFixtures {
  readonly scene: SceneName;
  /** The scene's database, for a spec in which something changes; it puts back what it changes. */
  readonly database: PrismaClient;
  readonly sceneUrl: string;
  readonly app: RunningApp;
}

export const test = base.extend<{ baseURL: string; quietConsole: void }, WorkerFixtures>({
  scene: ['ports-in-every-state', { option: true, scope: 'worker' }],
  sceneUrl: [
    async ({ scene }, use) => {
      const shipped = process.env['TIDEMARK_TEST_SHIPPED_URL'];
      if (scene === 'shipped' && shipped !== undefined) return use(shipped);
      const clone = await cloneTemplate(process.env['TIDEMARK_TEST_POSTGRES_URL'] ?? '');
      const database = openDatabase(clone.url, { poolSize: 1 });
      await insertScene(database.prisma, scene, new Date());
      await database.close();
      await use(clone.url);
      await clone.drop();
    },
    { scope: 'worker' },
  ],
  database: [
    async ({ sceneUrl }, use) => {
      const database = openDatabase(sceneUrl, { poolSize: 1 });
      await use(database.prisma);
      await database.close();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ sceneUrl }, use) => {
      const app = await startApp({ databaseUrl: sceneUrl });
      await use(app);
      await app.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ app }, use) => {
    await use(app.url);
  },
  /** A page that complains in the browser's console, or breaks its own security policy, fails its test. */
  quietConsole: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      await use();
      // A page that a test asks for although it is not there.
      const unexpected = complaints.filter((text) => !/status of 404/.test(text));
      if (unexpected.length > 0) throw new Error(`The console said:\n${unexpected.join('\n')}`);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
