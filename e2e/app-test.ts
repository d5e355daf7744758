// `test` for the pages: `app` is the built program over a database that holds one scene (lib/testing/scenes.ts), and
// `page.goto('/')` goes there. Choose the scene by `test.use({ scene: 'measuring' })`; specs leave it as it was.
import { type ConsoleMessage, type Page, test as base } from '@playwright/test';

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
  /** A page that has been open before, as a reader's has: what it loaded for one address it need not load for the next. */
  readonly openPage: Page;
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
  openPage: [
    async ({ app, browser }, use) => {
      const context = await browser.newContext({
        baseURL: app.url,
        locale: 'en-GB',
        timezoneId: 'UTC',
        colorScheme: 'light',
        viewport: { width: 1440, height: 900 },
      });
      await use(await context.newPage());
      await context.close();
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
      const onError = (error: Error): number => complaints.push(String(error));
      const onMessage = (message: ConsoleMessage): void => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      };
      page.on('pageerror', onError).on('console', onMessage);
      await use();
      page.off('pageerror', onError).off('console', onMessage);
      // A page that a test asks for although it is not there.
      const unexpected = complaints.filter((text) => !/status of 404/.test(text));
      if (unexpected.length > 0) throw new Error(`The console said:\n${unexpected.join('\n')}`);
    },
    { auto: true },
  ],
});

/** For tests that only look at one page after another: `page` is the open one. */
export const readingTest = test.extend({
  page: async ({ openPage }, use) => {
    await openPage.emulateMedia({ colorScheme: 'light' });
    await openPage.setViewportSize({ width: 1440, height: 900 });
    await use(openPage);
  },
});

export { expect } from '@playwright/test';
