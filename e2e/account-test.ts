// `test` for pages of people: the app of e2e/app-test.ts with a local GitHub to sign in at.
import type { Page } from '@playwright/test';

import { startApp } from '#lib/testing/start-app.ts';
import {
  type LocalGithub,
  startLocalGithub,
} from '#lib/testing/local-github/start-local-github.ts';

import { test as base } from './app-test.ts';

export const test = base.extend<object, { github: LocalGithub }>({
  github: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright demands it
    async ({}, use) => {
      const github = await startLocalGithub({ port: 0, repositories: [] });
      await use(github);
      await github.close();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ sceneUrl, github }, use) => {
      const app = await startApp({
        databaseUrl: sceneUrl,
        env: {
          GITHUB_SERVER_URL: github.serverUrl,
          GITHUB_API_URL: github.apiUrl,
          GITHUB_CLIENT_ID: github.clientId,
          GITHUB_CLIENT_SECRET: github.clientSecret,
        },
      });
      await use(app);
      await app.stop();
    },
    { scope: 'worker' },
  ],
});

export async function signInByGithub(page: Page, login: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with GitHub' }).click();
  await page.locator(`button[value="${login}"]`).click();
  await page.waitForURL('**/settings');
}

export { expect } from '@playwright/test';
