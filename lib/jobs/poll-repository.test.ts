import { writeFileSync, chmodSync, readFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createPollWorld, publish, type PollWorld } from '#lib/testing/poll-world.ts';

import { measureAll } from './poll-once.ts';

// One world, in which one thing happens after the other.
let world: PollWorld;
let first: {
  readonly polled: Awaited<ReturnType<PollWorld['poll']>>;
  readonly round: Awaited<ReturnType<PollWorld['measure']>>;
};
beforeAll(async () => {
  world = await createPollWorld();
  const polled = await world.poll();
  first = { polled, round: await world.measure() };
});
afterAll(() => world.close());

const rebases = async (where: PollWorld) =>
  (
    await where.database.prisma.rebase.findMany({
      where: { portId: where.port.id },
      orderBy: { order: 'asc' },
      include: { revisions: { orderBy: { id: 'asc' } } },
    })
  ).map(({ release, deletedAt, revisions }) => ({
    release,
    isDeleted: deletedAt !== null,
    revisions: revisions.map(({ headSha, isNewest, files, insertions, unmeasuredReason }) => ({
      headSha,
      isNewest,
      files,
      insertions,
      unmeasuredReason,
    })),
  }));

describe('a poll', () => {
  test('brings every release branch, measured as git measures it', async () => {
    expect(first.polled.fork.outcome).toBe('changed');
    expect(first.round).toEqual({ measured: 3, failures: [] });
    const stored = await rebases(world);
    expect(stored.map(({ release }) => release)).toEqual(['go1.20', 'go1.20.1', 'go1.21.0']);
    for (const { release, revisions } of stored) {
      const range = [`refs/tags/${release}`, `refs/heads/tamago${release.slice(2)}`];
      const numstat = world.repo
        .git(['diff', '-M', '--numstat', ...range])
        .toString()
        .trim()
        .split('\n');
      expect(revisions).toHaveLength(1);
      expect(revisions[0]?.files).toBe(numstat.length);
      const insertions = numstat.reduce((sum, line) => sum + Number(line.split('\t')[0]), 0);
      expect(revisions[0]?.insertions).toBe(insertions);
    }
  });

  test('dates a rebase by its tag, else by its head, and a release by its commit', async () => {
    const [oldest, second] = await world.database.prisma.rebase.findMany({
      where: { portId: world.port.id },
      orderBy: { order: 'asc' },
    });
    const dateOf = (args: string[]) =>
      new Date(Number(world.repo.git(args).toString().trim()) * 1000);
    const tagger = ['for-each-ref', '--format=%(taggerdate:unix)', 'refs/tags/tamago-go1.20'];
    expect(oldest?.publishedAt).toEqual(dateOf(tagger));
    expect(second?.publishedAt).toEqual(dateOf(committerDate('refs/heads/tamago1.20.1')));
    expect(oldest?.releasedAt).toEqual(dateOf(committerDate('refs/tags/go1.20')));
    expect(oldest?.lagDays).toBe(0);
  });

  test('that finds nothing new runs no git but ls-remote and asks REST nothing without a token', async () => {
    const { log, restore } = watchGit();
    world.github.forgetRequests();
    const second = await world.poll();
    const ran = log();
    restore();
    expect(second.upstream.outcome).toBe('unchanged');
    expect(second.fork.outcome).toBe('unchanged');
    expect(ran.length).toBeGreaterThan(0);
    expect(ran.filter((args) => !/^(?:ls-remote|remote-http)/.test(args))).toEqual([]);
    expect(world.github.requests().filter(({ on }) => on === 'rest')).toEqual([]);
    expect((await world.measure()).measured).toBe(0);
  });

  test('that finds nothing new costs no quota with a token', async () => {
    const withToken = await world.openContext({ githubToken: 'a-token' });
    await world.poll(withToken);
    world.github.forgetRequests();
    await world.poll(withToken);
    const rest = world.github.requests().filter(({ on }) => on === 'rest');
    expect(rest.map(({ status, charged }) => ({ status, charged }))).toEqual([
      { status: 304, charged: false },
      { status: 304, charged: false },
    ]);
  });

  test('makes a new revision of a branch that moved, and keeps the old one with its numbers', async () => {
    const moved = world.repo.commit({
      on: 'refs/heads/tamago1.21.0',
      files: { 'src/os/os_tamago.go': 'package os\n' },
    });
    expect((await world.pollFork()).changes).toBe(1);
    expect((await world.measure()).measured).toBe(1);
    const stored = (await rebases(world)).at(-1)?.revisions;
    expect(stored?.map(({ isNewest, files }) => ({ isNewest, files }))).toEqual([
      { isNewest: false, files: 3 },
      { isNewest: true, files: 4 },
    ]);
    expect(stored?.[1]?.headSha).toBe(moved);
  });

  test('calls a branch deleted only after two complete listings without it, and takes it back', async () => {
    world.github.control({
      act: 'set-ref',
      repository: world.port.fork.fullName,
      ref: 'refs/heads/tamago1.20.1',
      sha: null,
    });
    const isDeleted = async () => (await rebases(world))[1]?.isDeleted;
    await world.pollFork();
    expect(await isDeleted()).toBe(false);
    await world.pollFork();
    expect(await isDeleted()).toBe(true);
    world.github.control({ act: 'follow-store', repository: world.port.fork.fullName });
    await world.pollFork();
    expect(await isDeleted()).toBe(false);
  });

  test('done twice at once by two workers leaves what one leaves', async () => {
    world.repo.tag('go1.20.2', 'refs/tags/go1.20.1');
    publish(world.repo, '1.20.2');
    await world.poll();
    const other = await world.openContext();
    await Promise.all([world.measure(), measureAll(other, world.port.slug, () => undefined)]);
    const { prisma } = world.database;
    const files = await prisma.fileChange.count();
    const revisions = await prisma.revision.findMany({ select: { files: true, isNewest: true } });
    expect(files).toBe(revisions.reduce((sum, revision) => sum + (revision.files ?? 0), 0));
    expect(revisions.filter(({ isNewest }) => isNewest)).toHaveLength(4);
    const { revisions: made } = (await rebases(world))[2] ?? {};
    expect(made).toEqual([expect.objectContaining({ isNewest: true, files: 3 })]);
  });

  test('takes no tag of the fork for a release of upstream', async () => {
    world.github.control({
      act: 'set-ref',
      repository: world.port.fork.fullName,
      ref: 'refs/tags/go1.21.1',
      sha: world.repo.shaOf('refs/heads/tamago1.20'),
    });
    publish(world.repo, '1.21.1');
    await world.poll();
    await world.measure();
    const last = (await rebases(world)).at(-1);
    expect(last?.release).toBe('go1.21.1');
    expect(last?.revisions[0]?.files).toBe(3);
  });

  test('gives a rebase on a release that upstream lacks a reason and no numbers, and numbers once it has it', async () => {
    const head = world.repo.commit({
      on: 'refs/heads/tamago1.22.0',
      parents: ['refs/heads/master'],
      files: { a: 'a\n' },
    });
    await world.poll();
    await world.measure();
    const last = async () => (await rebases(world)).at(-1)?.revisions[0];
    expect(await last()).toMatchObject({ headSha: head, files: null });
    expect((await last())?.unmeasuredReason).toContain('go1.22.0');
    world.repo.tag('go1.22.0', 'refs/heads/master');
    await world.poll();
    expect((await world.measure()).measured).toBe(1);
    expect(await last()).toMatchObject({ files: 1, unmeasuredReason: null });
  });

  test('fetches again what a lost mirror held', async () => {
    await world.poll();
    const other = await world.openContext({
      dataDir: mkdtempSync(path.join(tmpdir(), 'tidemark-test-')),
    });
    expect(other.mirror).not.toEqual(world.context.mirror);
    await world.poll();
    const fetched = await world.database.prisma.repository.findMany({ where: { fetchedAt: null } });
    expect(fetched).toEqual([]);
  });
});

function committerDate(ref: string): string[] {
  return ['log', '-1', '--format=%ct', ref];
}

/** Puts a `git` before the real one on PATH that writes down how the product calls it; the local GitHub's own git sets no GIT_ALLOW_PROTOCOL. */
function watchGit(): { readonly log: () => string[]; readonly restore: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-test-'));
  const logFile = path.join(folder, 'log');
  writeFileSync(logFile, '');
  const before = process.env.PATH ?? '';
  const shim = path.join(folder, 'git');
  writeFileSync(
    shim,
    `#!/bin/sh\n[ -n "$GIT_ALLOW_PROTOCOL" ] && echo "$*" >> '${logFile}'\nPATH='${before}' exec git "$@"\n`,
  );
  chmodSync(shim, 0o755);
  process.env.PATH = `${folder}:${before}`;
  return {
    log: () =>
      readFileSync(logFile, 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
    restore: () => {
      process.env.PATH = before;
    },
  };
}
