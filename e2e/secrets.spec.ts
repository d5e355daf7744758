// Does any secret of the operator's come out anywhere?
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { startLocalGithub } from '#lib/testing/local-github/start-local-github.ts';
import { startProgram } from '#lib/testing/start-program.ts';

import { pagesOfEveryKind } from './pages.ts';

test.describe.configure({ timeout: 180_000 });

/** Each is told apart by what stands after "canary". */
const secrets = {
  GITHUB_TOKEN: 'ghp_canary1token0123456789',
  SMTP_URL: 'smtps://canary2user:canary3password@127.0.0.1:9/',
  APP_SECRET: 'canary4appsecret-0123456789-0123456789',
  GITHUB_CLIENT_SECRET: 'canary5clientsecret0123456789',
  GITHUB_WEBHOOK_SECRET: 'canary6webhooksecret0123456789',
};
const setup = /There is no administrator yet\. Become one within 30 minutes at (?<url>http:\S+)/;

test('not in a page, an answer of the API, a log, or on the console, whatever goes wrong', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tidemark-secrets-'));
  // As root the program runs Postgres as another user.
  await chmod(dataDir, 0o711);
  // It knows no repository that is polled, so that polls fail too.
  const github = await startLocalGithub({ port: 0, repositories: [] });
  const port = 30_000 + (process.pid % 10_000);
  const url = `http://127.0.0.1:${port}`;
  const program = startProgram({
    dataDir,
    port,
    env: {
      ...secrets,
      POLL: 'on',
      POLL_INTERVAL_MS: '500',
      GITHUB_SERVER_URL: github.serverUrl,
      GITHUB_API_URL: github.apiUrl,
      GITHUB_CLIENT_ID: github.clientId,
      BASE_URL: url,
    },
  });
  try {
    await program.ready;
    const answers = [program.output()];
    const ask = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init });
      answers.push(JSON.stringify([...response.headers]), await response.text());
    };
    const post = (path: string, form: Record<string, string>, headers = {}) =>
      ask(path, {
        method: 'POST',
        headers: { Origin: url, ...headers },
        body: new URLSearchParams(form),
      });

    for (const path of [
      ...pagesOfEveryKind,
      '/api/v1/ports',
      '/healthz',
      '/api/session',
      '/settings',
    ]) {
      await ask(path);
    }
    const { url: setupUrl = '' } = setup.exec(program.output())?.groups ?? {};
    const { pathname } = new URL(setupUrl);
    await ask(pathname);
    await post(`${pathname}/password`, { name: 'A', email: 'a@example.org', password: 'short' });
    await post('/sign-in/github', {});
    await post('/sign-in/password', { email: 'a@example.org', password: 'canary-guess' });
    await post('/sign-out', {});
    await ask('/api/auth/callback/github?code=x&state=y');
    await post(
      '/api/webhooks/github',
      {},
      {
        'X-Hub-Signature-256': `sha256=${'0'.repeat(64)}`,
        'X-GitHub-Event': 'push',
        'X-GitHub-Delivery': '1',
      },
    );
    await expect
      .poll(async () => (await fetch(`${url}/status`)).text(), { timeout: 60_000 })
      .toMatch(/fail|not found|gone/i);
    await ask('/status');
    for (const name of await readdir(join(dataDir, 'logs'))) {
      answers.push(await readFile(join(dataDir, 'logs', name), 'utf8'));
    }
    answers.push(program.output());
    const found = answers.flatMap((text) => text.match(/canary\d\w*/g) ?? []);
    expect(found).toEqual([]);
    expect(answers.length).toBeGreaterThan(30);

    await checkProcesses(program.child.pid ?? 0);
  } finally {
    program.child.kill('SIGTERM');
    await program.ended;
    await github.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});

/** Each process has the secrets that it uses, and no other. */
async function checkProcesses(pid: number): Promise<void> {
  const environments = await Promise.all(
    (await listDescendants(pid)).map(async (child) => ({
      command: await readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => ''),
      environment: await readFile(`/proc/${child}/environ`, 'utf8').catch(() => ''),
    })),
  );
  const web = environments.filter(({ command }) => command.includes('lib/jobs/web-server.js'));
  const worker = environments.filter(({ command }) => command.includes('/worker.mjs'));
  expect([web.length, worker.length]).toEqual([1, 1]);
  expect(namesIn(web[0]?.environment ?? '')).toEqual([
    'canary4appsecret',
    'canary5clientsecret0123456789',
    'canary6webhooksecret0123456789',
  ]);
  expect(namesIn(worker[0]?.environment ?? '')).toEqual([
    'canary1token0123456789',
    'canary2user',
    'canary3password',
    'canary4appsecret',
  ]);
}

function namesIn(environment: string): readonly string[] {
  return [...new Set(environment.match(/canary\d\w*/g))].toSorted();
}

async function listDescendants(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const children = text
    .split(' ')
    .filter((part) => part !== '')
    .map(Number);
  const below = await Promise.all(children.map(listDescendants));
  return [...children, ...below.flat()];
}
