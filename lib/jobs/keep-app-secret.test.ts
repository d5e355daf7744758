import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { parseSettings } from '#lib/domain/settings.ts';

import { AppSecretError, keepAppSecret } from './keep-app-secret.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tidemark-secret-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('the first start makes a secret that only its owner can read, and every later one finds it', async () => {
  const secret = await keepAppSecret(dataDir);
  expect(parseSettings({ APP_SECRET: secret }).kind).toBe('ok');
  const { mode } = await stat(join(dataDir, 'app-secret'));
  expect((mode & 0o777).toString(8)).toBe('600');
  expect(await keepAppSecret(dataDir)).toBe(secret);
});

test('processes that start at once agree, and leave nothing else behind', async () => {
  const secrets = await Promise.all(Array.from({ length: 8 }, () => keepAppSecret(dataDir)));
  expect(new Set(secrets).size).toBe(1);
  expect(await readdir(dataDir)).toEqual(['app-secret']);
});

test('two folders have two secrets', async () => {
  const other = await mkdtemp(join(tmpdir(), 'tidemark-secret-'));
  expect(await keepAppSecret(other)).not.toBe(await keepAppSecret(dataDir));
  await rm(other, { recursive: true });
});

test.each(['', 'short', 'x'.repeat(40).concat(' y')])(
  'a file that holds %j is refused and not replaced',
  async (text) => {
    const path = join(dataDir, 'app-secret');
    await writeFile(path, text);
    await expect(keepAppSecret(dataDir)).rejects.toThrow(AppSecretError);
    expect(await readFile(path, 'utf8')).toBe(text);
  },
);
