// `npm test`: everything that must hold before a change is taken, on a fresh clone too. A line for each stage; the
// first that fails ends it, with all that it said. The last line counts the tests: "N passed, N failed".
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findBrowser } from './find-browser.js';
import { prepare, PrepareError, run } from './prepare.js';

/** Whatever this shell sets for a running program must not change what the tests see. */
const withoutSettings = Object.fromEntries(
  ['DATABASE_URL', 'DATA_DIR', 'PORT', 'HOST', 'BASE_URL', 'LOG_LEVEL', 'SMTP_URL']
    .concat(['GITHUB_TOKEN', 'GITHUB_API_URL', 'GITHUB_SERVER_URL', 'POLL', 'POLL_INTERVAL_MS'])
    .concat(['TIP_INTERVAL_MS', 'MAIL_FROM', 'APP_SECRET', 'BEHIND_AFTER_DAYS', 'TRUSTED_PROXIES'])
    .concat(['EXPOSED_AFTER_DAYS', 'PAGE_CACHE'])
    .concat(['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET', 'GITHUB_WEBHOOK_SECRET'])
    .map((name) => [name, undefined]),
);

const count = { passed: 0, failed: 0 };
const results = await mkdtemp(join(tmpdir(), 'tidemark-results-'));

process.exitCode = 1;
try {
  await prepare();
  await runStages();
  process.exitCode = 0;
} catch (error) {
  console.error(error instanceof PrepareError ? error.message : error);
  // Something failed, be it no test.
  count.failed = Math.max(count.failed, 1);
} finally {
  await rm(results, { recursive: true, force: true });
  console.log(`${count.passed} passed, ${count.failed} failed`);
}

async function runStages() {
  // To get one is mostly waiting: it goes on beside the first stages.
  const finding = findBrowser();
  // Told once it is waited for.
  finding.catch(() => undefined);
  await stage('Format', ['node_modules/oxfmt/bin/oxfmt', '--check', '.']);
  await stage('Lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']);
  // Before the types: Next writes those of the routes.
  await stage('Build', ['--import', 'tsx', 'lib/jobs/commands/build.ts']);
  await stage('Types', ['node_modules/typescript/bin/tsc', '--noEmit']);
  await step('Browser found', () => finding);
  const unitResults = join(results, 'unit.json');
  await stage(
    'Unit and integration tests',
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitResults}`,
    ],
    {
      count: async () => {
        const { numPassedTests, numFailedTests } = JSON.parse(await readFile(unitResults, 'utf8'));
        return { passed: numPassedTests, failed: numFailedTests };
      },
    },
  );
  const pageResults = join(results, 'pages.json');
  await stage(
    'Browser tests',
    ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    {
      env: { CHROMIUM_PATH: await finding, PLAYWRIGHT_JSON_OUTPUT_FILE: pageResults },
      count: async () => {
        const { stats } = JSON.parse(await readFile(pageResults, 'utf8'));
        return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
      },
    },
  );
}

/**
 * Runs Node with `args`; throws with all that was said when it fails.
 *
 * @param {string} name
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, count?: () => Promise<{ passed: number, failed: number }> }} options
 */
async function stage(name, args, options = {}) {
  await step(name, async () => {
    const { code, output } = await run([process.execPath], args, {
      ...withoutSettings,
      ...options.env,
    });
    const counted = (await options.count?.().catch(() => null)) ?? null;
    count.passed += counted?.passed ?? 0;
    count.failed += counted?.failed ?? 0;
    if (code !== 0) throw new PrepareError(`${output}\n${name} failed: see above.`);
    return counted === null ? '' : `${counted.passed} passed`;
  });
}

/** @param {string} name @param {() => Promise<string>} act Answers with what more is to be said. */
async function step(name, act) {
  const begin = performance.now();
  const detail = await act();
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  console.log(`${name} ${seconds} s${detail === '' ? '' : ` (${detail})`}`);
}
