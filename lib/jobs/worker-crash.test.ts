// A worker that is killed in the middle of measuring costs time and nothing else.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { bundleProgramInto } from '#lib/testing/bundle-program-into.ts';
import { createPollWorld, publish, type PollWorld } from '#lib/testing/poll-world.ts';
import { WASM_AS_IT_COMES } from '#lib/testing/wasm-as-it-comes.ts';

const PATCH_RELEASES = 5;

let world: PollWorld;
let workerPath: string;
let running: ChildProcess | null = null;
beforeEach(async () => {
  world = await createPollWorld();
  workerPath = await bundleProgramInto(path.dirname(world.settings.dataDir), 'lib/jobs/worker.ts');
  for (let patch = 2; patch < 2 + PATCH_RELEASES; patch += 1) {
    for (const line of ['1.20', '1.21']) {
      const files = { 'src/os/file.go': `package os\n\n// ${line}.${patch}\n` };
      world.repo.tag(`go${line}.${patch}`, world.repo.commit({ files }));
      publish(world.repo, `${line}.${patch}`);
    }
  }
});
afterEach(async () => {
  running?.kill('SIGKILL');
  await world.close();
});

test('a worker killed while it measures is followed by one that ends with the same history, each file once', async () => {
  const total = 3 + 2 * PATCH_RELEASES;
  const first = startWorker();
  await until(async () => (await countMeasured()) >= 2);
  expect(await countMeasured()).toBeLessThan(total);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const second = startWorker();
  await until(async () => (await countMeasured()) === total);
  second.kill('SIGTERM');
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);

  const afterCrash = await history();
  await world.database.prisma.revision.updateMany({ data: { methodVersion: 0 } });
  expect((await world.measure()).measured).toBe(total);
  expect(await history()).toEqual(afterCrash);
  const files = afterCrash.reduce((sum, revision) => sum + (revision.files ?? 0), 0);
  expect(await world.database.prisma.fileChange.count()).toBe(files);
}, 150_000);

function startWorker(): ChildProcess {
  const { settings, database } = world;
  const child = spawn(process.execPath, [WASM_AS_IT_COMES, workerPath], {
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      DATABASE_URL: database.url,
      DATA_DIR: settings.dataDir,
      GITHUB_API_URL: settings.githubApiUrl,
      GITHUB_SERVER_URL: settings.githubServerUrl,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running = child;
  return child;
}

function countMeasured(): Promise<number> {
  return world.database.prisma.revision.count({ where: { measuredAt: { not: null } } });
}

async function history() {
  const revisions = await world.database.prisma.revision.findMany({
    include: { fileChanges: { orderBy: { position: 'asc' } }, kinds: true, subsystems: true },
    omit: { measuredAt: true, durationMs: true },
    orderBy: { id: 'asc' },
  });
  return revisions.map(({ kinds, subsystems, ...revision }) => ({
    ...revision,
    kinds: kinds.toSorted((a, b) => a.kind.localeCompare(b.kind)),
    subsystems: subsystems.toSorted((a, b) => a.subsystem.localeCompare(b.subsystem)),
  }));
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error('It did not happen within a minute.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
