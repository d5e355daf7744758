// What is ahead of a port is known soon after upstream shows it.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { createPollWorld, type PollWorld } from '#lib/testing/poll-world.ts';

import { rehearsePort } from './rehearse-port.ts';
import { startWorker, type RunningWorker } from './start-worker.ts';

/** Against waiting for ever; how fast it is depends on what else the machine does. */
const MOST_MS = 100_000;
vi.setConfig({ testTimeout: 2 * MOST_MS });

let world: PollWorld;
let worker: RunningWorker;
beforeAll(async () => {
  world = await createPollWorld({ pollIntervalMs: 500, tipIntervalMs: 3_600_000 });
  worker = await startWorker(world.context);
});
afterAll(async () => {
  await worker.stop();
  await world.close();
});

/** Of each line's newest rebase there is one: the newest line's. */
const forecastOnto = (target: string) =>
  world.database.prisma.rehearsal.findFirst({
    where: { target, isForecast: true },
    orderBy: { from: { rebase: { order: 'desc' } } },
    include: { conflicts: true, from: { include: { rebase: true } } },
  });

async function until<Found>(find: () => Promise<Found | null>): Promise<Found> {
  const deadline = performance.now() + MOST_MS;
  for (;;) {
    const found = await find();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error('It did not happen.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a release that upstream tags becomes a forecast with the commit that will conflict', async () => {
  expect((await until(() => forecastOnto('go1.21.1'))).outcome).toBe('clean');
  const message = 'net: know wasip1\n\nReviewed-on: https://go-review.googlesource.com/c/go/+/99\n';
  const edited = world.repo.commit({
    files: {
      'src/net/net.go':
        '//go:build !js && !wasip1\n\npackage net\n\nfunc F() int {\n\treturn 1\n}\n',
    },
    message,
  });
  world.repo.tag('go1.22rc1', edited);
  const forecast = await until(async () => {
    const found = await forecastOnto('go1.22rc1');
    return found?.culpritsAt ? found : null;
  });
  expect(forecast.from.rebase.release).toBe('go1.21.0');
  expect(forecast.conflicts).toHaveLength(1);
  expect(forecast.conflicts[0]).toMatchObject({ path: 'src/net/net.go', culpritSha: edited });
  const confirmed = await until(async () => {
    const found = await forecastOnto('go1.22rc1');
    return found?.confirmedAt ? found : null;
  });
  expect(confirmed.conflicts[0]?.isConfirmed).toBe(true);
});

test('a tip that moves before its interval is over is not rehearsed again', async () => {
  const move = async (content: string): Promise<string> => {
    const sha = world.repo.commit({ files: { 'src/os/tip.go': content } });
    await until(() =>
      world.database.prisma.ref.findFirst({ where: { name: 'refs/heads/master', sha } }),
    );
    return sha;
  };
  const first = await move('package os\n');
  expect((await until(() => forecastOnto('tip'))).targetSha).toBe(first);
  await move('package os // again\n');
  await rehearsePort(world.context, world.port.id);
  const tips = await world.database.prisma.rehearsal.findMany({ where: { targetKind: 'tip' } });
  expect(new Set(tips.map(({ targetSha }) => targetSha))).toEqual(new Set([first]));
});
