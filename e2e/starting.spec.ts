// Does the program start, stop, refuse and come back as whoever runs it expects?
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { isProcessAlive } from '#lib/testing/is-process-alive.ts';
import { type StartedProgram, startProgram } from '#lib/testing/start-program.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let dataDir: string;
const port = 20_000 + (process.pid % 10_000);
const url = `http://127.0.0.1:${port}`;
const started: StartedProgram[] = [];

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tidemark-starting-'));
  // As root the program runs Postgres as another user.
  await chmod(dataDir, 0o711);
});

test.afterAll(async () => {
  for (const { child } of started) child.kill('SIGTERM');
  await Promise.all(started.map(({ ended }) => ended));
  await rm(dataDir, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}): StartedProgram {
  const program = startProgram({ dataDir, port, env });
  started.push(program);
  return program;
}

async function readPostgresPid(): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

/** The sentence with which a start was refused, after the lines of the stages that went well. */
async function readRefusal(program: StartedProgram): Promise<string> {
  expect(await program.ended).toBe(1);
  const lines = program.output().trim().split('\n');
  return lines.filter((line) => !/ \d+\.\d s( \(.*\))?$/.test(line)).join('\n');
}

test('it starts with one line a stage, and a new install shows the recorded history', async ({
  page,
}) => {
  const program = start();
  await program.ready;
  expect(program.output()).toMatch(/^Postgres ready \d+\.\d s$/m);
  expect(program.output()).toMatch(/^Web server ready \d+\.\d s/m);
  expect(program.output()).toMatch(
    /^There is no administrator yet\. Become one within 30 minutes at http:\/\/localhost:\d+\/setup\/[\w-]{43}$/m,
  );
  expect(program.output().trim().endsWith(`Tidemark is at http://localhost:${port}`)).toBe(true);
  await page.goto(url);
  await expect(page.getByText('go1.26.0').first()).toBeVisible();
});

test('a second one on the same DATA_DIR is refused in one sentence', async () => {
  const refusal = await readRefusal(start());
  expect(refusal).toMatch(/^\S+ is in use by npm start \(process \d+\): end that first, .*\.$/);
});

test('SIGTERM stops all of it, and it exits with 0', async () => {
  const [program] = started;
  const postgres = await readPostgresPid();
  program?.child.kill('SIGTERM');
  expect(await program?.ended).toBe(0);
  expect(await isProcessAlive(postgres)).toBe(false);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
});

test('after kill -9 the next start recovers by itself', async ({ request }) => {
  const killed = start();
  await killed.ready;
  const postgres = await readPostgresPid();
  killed.child.kill('SIGKILL');
  const next = start();
  await next.ready;
  expect(await isProcessAlive(postgres)).toBe(false);
  expect((await request.get(`${url}/healthz`)).status()).toBe(200);
  next.child.kill('SIGINT');
  expect(await next.ended).toBe(0);
});

test('a port that another program has is refused in one sentence', async () => {
  const other = createServer().listen(port, '127.0.0.1');
  const refusal = await readRefusal(start());
  other.close();
  expect(refusal).toBe(
    `Port ${port} is taken by another program: end that, or give another port, e.g. PORT=${port + 1}.`,
  );
});

test('a wrong setting is refused in one sentence', async () => {
  const refusal = await readRefusal(start({ POLL: 'sometimes' }));
  expect(refusal).toBe(
    'POLL is "sometimes"; it must be on or off: set it like POLL=off, or leave it out.',
  );
});

test('a DATABASE_URL that nobody answers is refused in one sentence, without its password', async () => {
  const refusal = await readRefusal(
    start({ DATABASE_URL: 'postgresql://me:hunter2@127.0.0.1:1/tidemark' }),
  );
  expect(refusal).toMatch(
    /^DATABASE_URL \(postgresql:\/\/me:\*\*\*@127\.0\.0\.1:1\/tidemark\) .*\.$/,
  );
});
