import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

import { defineConfig, devices } from '@playwright/test';

import { WASM_AS_IT_COMES } from './lib/testing/wasm-as-it-comes.ts';

// Each process of Playwright reads this file before it fills a scene.
setFlagsFromString(WASM_AS_IT_COMES);

// `npm test` finds a browser and says where; without it Playwright's own is used, where one is installed.
const executablePath = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  // One more than there are cores, for a browser and its app wait for each other; more only make each slower.
  workers: 3,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    // A trace of each test would take as long as the test: `npx playwright test --trace on` makes one where it is needed. A picture
    // 'only-on-failure' is taken of each test that passes too; what failed says what was on the page.
    screenshot: 'off',
    launchOptions: {
      // A page of a test is gone before it pays to have its scripts compiled for speed: without, the same tests cost a fifth less.
      args: ['--js-flags=--no-maglev --no-turbofan'],
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
  // A worker starts the app anew for another scene, so those of one scene run one after the other, in one worker: a second would
  // start a second app for it, and warm up each page again.
  projects: [...groupByScene()].map(([name, files]) => ({
    name,
    testMatch: [...files],
    workers: 1,
    use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
  })),
});

/** The specs by the scene that they choose; what starts a program of its own comes first, then the scene with most to do. */
function groupByScene(): ReadonlyMap<string, readonly string[]> {
  const scenes = new Map<string, string[]>();
  for (const file of readdirSync('e2e').filter((name) => name.endsWith('.spec.ts'))) {
    const text = readFileSync(`e2e/${file}`, 'utf8');
    const [, chosen] = /scene: '([a-z-]+)'/.exec(text) ?? [];
    const usual = text.includes("-test.ts'") ? 'usual' : 'none';
    const scene = chosen ?? usual;
    scenes.set(scene, [...(scenes.get(scene) ?? []), file]);
  }
  return new Map([...scenes].toSorted((a, b) => rank(b) - rank(a)));
}

function rank([name, files]: readonly [string, readonly string[]]): number {
  return name === 'none' ? Infinity : files.length;
}
