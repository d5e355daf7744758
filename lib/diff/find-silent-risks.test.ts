import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { findSilentRisks, listSilentWork } from './find-silent-risks.ts';
import { withRehearsalInstruments } from './rehearsal-instruments.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
let base: string;
let target: string;

const shared = '//go:build js || windows\n\npackage p\n';

beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
  base = repo.commit({
    on: 'upstream',
    files: { 'src/os/old.go': shared, 'src/os/moved.go': shared },
  });
  target = repo.commit({
    on: 'upstream',
    files: {
      'src/os/old.go': `${shared}// changed\n`,
      'src/os/moved.go': null,
      'src/os/away.go': shared,
      'src/os/new.go': shared,
      'src/os/clash.go': shared,
      'src/os/link.go': { symlinkTo: 'new.go' },
      'src/os/sub.go': { submoduleAt: 'a'.repeat(40) },
      'src/os/plain.go': 'package p\n',
      'src/os/new_test.go': shared,
      'src/internal/syslist/syslist.go': 'package syslist\n',
    },
  });
});
afterEach(() => {
  root.remove();
});

const conflicts = ['src/os/clash.go'];

async function find() {
  return await withRehearsalInstruments(repo, (instruments) =>
    findSilentRisks(instruments, {
      base,
      target,
      conflicts,
      platforms: { goos: ['tamago'], goarch: [] },
    }),
  );
}

it('names the new files of upstream that a rule fits, renames not followed, conflicts left out', async () => {
  expect(await find()).toEqual([
    { path: 'src/internal/syslist/syslist.go', rule: 'platform-list' },
    { path: 'src/os/away.go', rule: 'constraint' },
    { path: 'src/os/new.go', rule: 'constraint' },
  ]);
});

it('judges a file by its name alone where the mirror lacks it', async () => {
  repo.removeObject(repo.shaOf(`${target}:src/internal/syslist/syslist.go`));
  repo.removeObject(repo.shaOf(`${target}:src/os/new.go`));
  expect(await find()).toEqual([
    { path: 'src/internal/syslist/syslist.go', rule: 'platform-list' },
  ]);
});

it('finds what people did touch: new in upstream, and changed or left out by the port', async () => {
  const head = repo.commit({
    on: 'port',
    parents: [target],
    files: {
      'src/os/old.go': 'not new\n',
      'src/os/new.go': `${shared}// port\n`,
      'src/os/plain.go': null,
      'src/os/clash.go': 'in conflict\n',
      'src/os/new_test.go': 'a test\n',
      'src/os/port.go': 'the port’s own\n',
    },
  });
  expect(
    await withRehearsalInstruments(repo, (instruments) =>
      listSilentWork(instruments, { from: { base }, to: { base: target, head }, conflicts }),
    ),
  ).toEqual(['src/os/new.go', 'src/os/plain.go']);
});
