import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { lockDataDir } from './lock-data-dir.ts';

let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidemark-lock-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

async function mustLock(path: string) {
  const outcome = await lockDataDir(path, 'test');
  if (outcome.kind === 'held') throw new Error('The lock is held.');
  return outcome.lock;
}

/** Another process that holds the lock until it is killed. */
async function startHolder(): Promise<ChildProcess> {
  const modulePath = fileURLToPath(new URL('lock-data-dir.ts', import.meta.url));
  const script = `
    const { lockDataDir } = await import(${JSON.stringify(modulePath)});
    const { kind } = await lockDataDir(${JSON.stringify(folder)}, 'npm start');
    console.log(kind);
    setInterval(() => {}, 1000);`;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  const [line] = await once(child.stdout, 'data');
  expect(String(line).trim()).toBe('locked');
  return child;
}

test('a second one is refused and told who holds it', async () => {
  const holder = await startHolder();
  expect(await lockDataDir(folder, 'test')).toEqual({
    kind: 'held',
    holder: { pid: holder.pid, command: 'npm start', isStopping: false },
  });
});

test('another path to the same folder is the same lock', async () => {
  const lock = await mustLock(folder);
  const other = `${folder}-link`;
  await symlink(folder, other);
  expect(await lockDataDir(other, 'test')).toMatchObject({ kind: 'held' });
  await rm(other);
  await lock.release();
});

test('a lock is free when its holder was killed', async () => {
  const holder = await startHolder();
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const next = await lockDataDir(folder, 'test');
  expect(next.kind).toBe('locked');
  if (next.kind === 'locked') await next.lock.release();
});

test('of many at a time one gets it', async () => {
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => lockDataDir(folder, 'test')));
  const locked = outcomes.flatMap((outcome) => (outcome.kind === 'locked' ? [outcome.lock] : []));
  expect(locked).toHaveLength(1);
  await locked[0]?.release();
});

test('one that is about to end is waited for', async () => {
  const lock = await mustLock(folder);
  lock.announceStop();
  setTimeout(() => void lock.release(), 2_500);
  const next = await lockDataDir(folder, 'test');
  expect(next.kind).toBe('locked');
  if (next.kind === 'locked') await next.lock.release();
});

test('other folders are other locks', async () => {
  const other = await mkdtemp(join(tmpdir(), 'tidemark-lock-'));
  const lock = await mustLock(folder);
  const next = await lockDataDir(other, 'test');
  expect(next.kind).toBe('locked');
  await lock.release();
  if (next.kind === 'locked') await next.lock.release();
  await rm(other, { recursive: true });
});
