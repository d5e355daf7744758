import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { isProcessAlive } from '#lib/testing/is-process-alive.ts';

import { type SupervisedProcess, superviseProcess } from './supervise-process.ts';

let folder: string;
let supervised: SupervisedProcess | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-supervise-'));
});

afterEach(async () => {
  await supervised?.stop();
  supervised = null;
  await rm(folder, { recursive: true });
});

/** Supervises a program that says its number and then does `act`. */
async function supervise(act: string, sentences: string[] = []): Promise<SupervisedProcess> {
  const script = join(folder, 'child.mjs');
  await writeFile(script, `console.log('pid', process.pid);\n${act}\n`);
  supervised = await superviseProcess(
    {
      name: 'worker',
      args: [script],
      env: process.env,
      cwd: folder,
      logPath: join(folder, 'log'),
      stopLimitMs: 1_000,
    },
    (sentence) => sentences.push(sentence),
  );
  return supervised;
}

/** Numbers of the processes that have been started, once there are `count`. */
async function waitForPids(count: number): Promise<number[]> {
  for (;;) {
    const log = await readFile(join(folder, 'log'), 'utf8').catch(() => '');
    const pids = [...log.matchAll(/^pid (\d+)$/gm)].map(([, pid]) => Number(pid));
    if (pids.length >= count) return pids;
    await sleep(20);
  }
}

const runForever = 'setInterval(() => {}, 1000);';

test('a child that is killed is started again, and it is said', async () => {
  const sentences: string[] = [];
  await supervise(runForever, sentences);
  const [first = 0] = await waitForPids(1);
  process.kill(first, 'SIGKILL');
  const [, second = 0] = await waitForPids(2);
  expect(await isProcessAlive(second)).toBe(true);
  expect(sentences).toEqual([
    `The worker ended (signal SIGKILL), started again in 1 s; see ${join(folder, 'log')}`,
  ]);
});

test('a child that ends again and again is started more and more slowly', async () => {
  const sentences: string[] = [];
  await supervise('process.exit(3);', sentences);
  await expect.poll(() => sentences.length, { timeout: 20_000 }).toBe(3);
  expect(sentences.map((sentence) => sentence.slice(0, 47))).toEqual([
    'The worker ended (code 3), started again in 1 s',
    'The worker ended (code 3), started again in 2 s',
    'The worker ended (code 3), started again in 4 s',
  ]);
});

test('one that is told to stop ends and stays so, also between two starts', async () => {
  const running = await supervise(runForever);
  const [pid = 0] = await waitForPids(1);
  await running.stop();
  expect(await isProcessAlive(pid)).toBe(false);
  const sentences: string[] = [];
  const failing = await supervise('process.exit(3);', sentences);
  // It has ended, and waits to be started again.
  await expect.poll(() => sentences.length, { timeout: 20_000 }).toBe(1);
  await failing.stop();
  expect(await waitForPids(2)).toHaveLength(2);
  expect(sentences).toHaveLength(1);
});

test('one that does not listen is ended by force, with what it started', async () => {
  const running = await supervise(`
    import { spawn } from 'node:child_process';
    process.on('SIGTERM', () => {});
    const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']);
    console.log('pid', child.pid);
    ${runForever}`);
  const pids = await waitForPids(2);
  await running.stop();
  for (const pid of pids) {
    await expect.poll(() => isProcessAlive(pid), { timeout: 20_000 }).toBe(false);
  }
});

test('a child whose supervisor is killed ends by itself', async () => {
  const modulePath = fileURLToPath(new URL('supervise-process.ts', import.meta.url));
  const script = join(folder, 'child.mjs');
  await writeFile(script, `console.log('pid', process.pid);\n${runForever}\n`);
  const plan = {
    name: 'worker',
    args: [script],
    env: {},
    cwd: folder,
    logPath: join(folder, 'log'),
  };
  const supervisor = spawn(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '--eval',
    `const { superviseProcess } = await import(${JSON.stringify(modulePath)});
     await superviseProcess(${JSON.stringify(plan)}, () => {});
     ${runForever}`,
  ]);
  const [pid = 0] = await waitForPids(1);
  // It listens for the end of its supervisor before its own first line.
  supervisor.kill('SIGKILL');
  await once(supervisor, 'exit');
  const deadline = performance.now() + 5_000;
  while ((await isProcessAlive(pid)) && performance.now() < deadline) await sleep(20);
  expect(await isProcessAlive(pid)).toBe(false);
});
