import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { hintFirstScripts } from './hint-first-scripts.ts';

let build: string;

beforeEach(async () => {
  build = await mkdtemp(join(tmpdir(), 'tidemark-build-'));
  await mkdir(join(build, 'static'));
  for (const name of ['first.js', 'later.js'])
    await writeFile(join(build, 'static', name), 'run()');
  const manifest = { rootMainFiles: ['static/first.js'] };
  await writeFile(join(build, 'build-manifest.json'), JSON.stringify(manifest));
});

afterEach(() => rm(build, { recursive: true, force: true }));

test('the scripts of every page get the hint once, and no other', async () => {
  await hintFirstScripts(build);
  await hintFirstScripts(build);
  const read = (name: string) => readFile(join(build, 'static', name), 'utf8');
  expect(await read('first.js')).toBe('//# allFunctionsCalledOnLoad\nrun()');
  expect(await read('later.js')).toBe('run()');
});
