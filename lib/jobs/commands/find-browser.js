// Finds a Chromium for the browser tests, and gets one where there is none.
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

import { PrepareError, run } from './prepare.js';

/** First the one that draws nothing: it needs half the time of a whole browser without a window. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser'].concat([
  'google-chrome',
  'google-chrome-stable',
]);
const debianPackages = ['chromium-headless-shell', 'chromium'];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * In this order: CHROMIUM_PATH, one of the system, Playwright's own, Playwright's own after a download, Debian's
 * package where we may install it. Throws with a sentence when none can be had.
 * @returns {Promise<string>} its path
 */
export async function findBrowser() {
  const path =
    (await findOfSystem()) ??
    (await findOfPlaywright()) ??
    (await downloadPlaywrights()) ??
    (await installDebians());
  if (path !== null) return path;
  throw new PrepareError(
    'There is no browser for the tests, and none can be installed: install Chromium, or set CHROMIUM_PATH.',
  );
}

async function findOfSystem() {
  const given = process.env.CHROMIUM_PATH ?? '';
  if (given !== '') {
    if (await isProgram(given)) return given;
    throw new PrepareError(
      `CHROMIUM_PATH is ${given}, which is no program: correct it or leave it out.`,
    );
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of [...paths, ...macPaths]) {
    if (await isProgram(path)) return path;
  }
  return null;
}

async function findOfPlaywright() {
  const { chromium } = createRequire(import.meta.url)('playwright');
  const path = chromium.executablePath();
  return (await isProgram(path)) ? path : null;
}

async function downloadPlaywrights() {
  const { code } = await run(
    [process.execPath],
    ['node_modules/@playwright/test/cli.js', 'install', 'chromium'],
  );
  return code === 0 ? findOfPlaywright() : null;
}

async function installDebians() {
  if (process.getuid?.() !== 0) return null;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '--yes', '--no-install-recommends'];
  if ((await run(['apt-get'], ['update'], env)).code !== 0) return null;
  for (const name of debianPackages) {
    const { code } = await run(['apt-get'], [...install, name], env);
    if (code === 0) return findOfSystem();
  }
  return null;
}

/** @param {string} path */
async function isProgram(path) {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
