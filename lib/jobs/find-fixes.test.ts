import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { listLinesWithoutFixes } from '#lib/db/read/list-lines-without-fixes.ts';
import { METHOD_VERSION } from '#lib/diff/method-version.ts';
import { createPollWorld, type PollWorld } from '#lib/testing/poll-world.ts';

import { findFixes } from './find-fixes.ts';

let world: PollWorld;
let seconds = Date.UTC(2024, 0, 1) / 1000;

/** One commit of upstream's line; `release` tags it. */
function commit(message: string, release?: string, on = 'refs/heads/release-branch'): string {
  seconds += 86_400;
  const sha = world.repo.commit({
    on,
    files: { 'src/os/file.go': `package os // ${seconds}\n` },
    message,
    commitDate: seconds,
  });
  if (release !== undefined) world.repo.tag(release, sha);
  return sha;
}

beforeAll(async () => {
  world = await createPollWorld();
  world.repo.setRef('refs/heads/release-branch', 'refs/tags/go1.21.1');
  commit('net: stop\n\nFixes CVE-2023-1001\n');
  commit('os: part\n\nFor CVE-2023-1002\n', 'go1.21.2');
  commit('all: tidy\n\nFor CVE-2023-1001\n', 'go1.21.3');
  world.repo.tag('go1.22rc1', commit('net: in master\n\nFixes CVE-2023-1003\n'));
  commit('net: later\n\nFixes CVE-2024-1001\n', 'go1.22rc2');
  commit('go1.22.0\n', 'go1.22.0');
});
afterAll(() => world.close());

async function stored() {
  const releases = await world.database.prisma.release.findMany({
    where: { repositoryId: world.port.upstream.id },
    orderBy: { order: 'asc' },
    include: { fixes: { orderBy: { cve: 'asc' } } },
  });
  return releases.map(({ name, sha, fixesAtSha, fixes }) => ({
    name,
    isLookedFor: fixesAtSha === sha,
    cves: fixes.map(({ cve }) => cve),
  }));
}

async function cvesOf(name: string) {
  return (await stored()).find((release) => release.name === name)?.cves;
}

test('before anybody has looked, no release says what it fixes, and a poll queues the search', async () => {
  await world.poll();
  expect((await stored()).every(({ isLookedFor }) => !isLookedFor)).toBe(true);
  const { rows } = await world.database.pool.query(
    "SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'find-fixes'",
  );
  expect(rows).toEqual([{ key: `find-fixes:${world.port.upstream.id}` }]);
});

test('each release has what it brings over the one before it on its line, and the first brings none', async () => {
  expect(await findFixes(world.context)).toEqual({ lines: 3, failures: [] });
  expect(await stored()).toEqual(
    Object.entries({
      'go1.20': [],
      'go1.20.1': [],
      'go1.21.0': [],
      'go1.21.1': [],
      'go1.21.2': ['CVE-2023-1001', 'CVE-2023-1002'],
      'go1.21.3': [],
      'go1.22rc1': [],
      'go1.22rc2': ['CVE-2024-1001'],
      'go1.22.0': [],
    }).map(([name, cves]) => ({ name, isLookedFor: true, cves })),
  );
  const fix = await world.database.prisma.releaseFix.findFirst({
    where: { cve: 'CVE-2024-1001', release: { repositoryId: world.port.upstream.id } },
  });
  expect(fix).toMatchObject({
    sha: world.repo.shaOf('refs/tags/go1.22rc2'),
    subject: 'net: later',
  });
});

test('a second run finds nothing to do and writes nothing', async () => {
  const version = async () => {
    const { rows } = await world.database.pool.query(
      'SELECT array_agg(xmin::text ORDER BY id) AS rows FROM release',
    );
    return rows;
  };
  const before = await version();
  expect(await findFixes(world.context)).toEqual({ lines: 0, failures: [] });
  expect(await version()).toEqual(before);
});

test('a new release is looked at in the light of those before it', async () => {
  commit('all: tidy\n\nFor CVE-2024-1001\n');
  commit('crypto: more\n\nFixes CVE-2024-1002\n', 'go1.22.1');
  await world.poll();
  expect(await cvesOf('go1.22.1')).toEqual([]);
  expect(await findFixes(world.context, world.port.upstream.id)).toEqual({
    lines: 1,
    failures: [],
  });
  expect(await cvesOf('go1.22.1')).toEqual(['CVE-2024-1002']);
});

test('a tag that moves, and one that goes, change what the next release brings', async () => {
  // go1.22.1 now lacks its last commit, and go1.22.2 has it.
  world.repo.tag('go1.22.2', 'refs/tags/go1.22.1');
  world.repo.tag('go1.22.1', `${world.repo.shaOf('refs/tags/go1.22.1')}^`);
  await world.poll();
  await findFixes(world.context);
  expect([await cvesOf('go1.22.1'), await cvesOf('go1.22.2')]).toEqual([[], ['CVE-2024-1002']]);

  world.repo.git(['update-ref', '-d', 'refs/tags/go1.21.2']);
  await world.poll();
  await world.poll();
  expect(await findFixes(world.context)).toEqual({ lines: 1, failures: [] });
  expect(await cvesOf('go1.21.2')).toBeUndefined();
  expect(await cvesOf('go1.21.3')).toEqual(['CVE-2023-1001', 'CVE-2023-1002']);
});

test('what was found by another version of the method, or came with a recording, is looked for again', async () => {
  const { prisma } = world.database;
  const due = async () =>
    (await listLinesWithoutFixes(prisma, METHOD_VERSION)).map(({ line }) => line);
  expect(await due()).toEqual([]);
  await prisma.release.updateMany({
    where: { name: 'go1.20' },
    data: { fixesMethodVersion: METHOD_VERSION - 1 },
  });
  await prisma.releaseFix.updateMany({
    where: { cve: 'CVE-2024-1001' },
    data: { subject: null },
  });
  expect(await due()).toEqual(['go1.20', 'go1.22']);
  await findFixes(world.context);
  expect(await due()).toEqual([]);
});

test('a commit that is missing fails its line with a sentence, leaves the others, and is tried again', async () => {
  const { prisma } = world.database;
  const repositoryId = world.port.upstream.id;
  const before = await stored();
  await prisma.release.updateMany({ where: { repositoryId }, data: { fixesAtSha: null } });
  const objectDir = mkdtempSync(path.join(tmpdir(), 'tidemark-test-'));
  const reader = { ...world.context.mirror.reader, objectDir };
  const broken = { ...world.context, mirror: { ...world.context.mirror, reader } };
  const { lines, failures } = await findFixes(broken);
  // go1.20 has no commit to read either: its two releases need one reading.
  expect([lines, failures.length]).toEqual([0, 3]);
  expect(failures[0]).toMatch(/^What the releases of go1\.20 fix was not found: /);
  expect((await stored()).every(({ isLookedFor }) => !isLookedFor)).toBe(true);
  expect(await findFixes(world.context)).toEqual({ lines: 3, failures: [] });
  expect(await stored()).toEqual(before);
});
