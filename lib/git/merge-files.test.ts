import { array, assert, asyncProperty, constantFrom, option, record, tuple } from 'fast-check';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import {
  MAX_FILE_BYTES,
  withFileMerger,
  type FileMergeEnding,
  type FileMerger,
  type FileResolution,
} from './merge-files.ts';
import { withFailingGit } from '#lib/testing/with-failing-git.ts';
import { openObjectReader } from './object-reader.ts';
import type { GitRepository } from './run-git.ts';
import { withTemporaryObjects } from './temporary-objects.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;

beforeAll(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterAll(() => {
  root.remove();
});

interface Contents {
  readonly base: string | null;
  readonly ours: string;
  readonly theirs: string;
}

function withMerger<T>(
  work: (merger: FileMerger, scratch: GitRepository) => Promise<T>,
): Promise<T> {
  return withTemporaryObjects(repo, async (scratch) => {
    const objects = openObjectReader(repo, MAX_FILE_BYTES);
    try {
      return await withFileMerger({ repository: scratch, objects }, (merger) =>
        work(merger, scratch),
      );
    } finally {
      objects.close();
    }
  });
}

interface Answer {
  readonly ending: FileMergeEnding;
  readonly resolution: FileResolution | readonly [ours: string, theirs: string] | undefined;
}

async function mergeAndResolve(files: readonly Contents[]): Promise<readonly Answer[]> {
  const versions = files.map(({ base, ours, theirs }) => ({
    base: base === null ? null : repo.blob(base),
    ours: repo.blob(ours),
    theirs: repo.blob(theirs),
  }));
  return await withMerger(async (merger, scratch) => {
    const endings = await merger.merge(versions);
    const resolutions = await merger.resolve(versions);
    const reader = openObjectReader(scratch);
    const read = async (oid: string): Promise<string> =>
      (await reader.read(oid))?.content.toString('latin1') ?? 'not there';
    const answers = await Promise.all(
      endings.map(async (ending, index) => {
        const resolution = resolutions[index];
        if (resolution?.kind !== 'resolved') return { ending, resolution };
        const { ours, theirs } = resolution;
        return { ending, resolution: [await read(ours), await read(theirs)] as const };
      }),
    );
    reader.close();
    return answers;
  });
}

/** git merge-file itself. */
function plainly({ base, ours, theirs }: Contents, options: readonly string[]) {
  const files = [ours, base ?? '', theirs].map((content, index) => {
    const file = path.join(root.path, `plain-${index}`);
    writeFileSync(file, content, 'latin1');
    return file;
  });
  return spawnSync('git', ['merge-file', '-p', '-q', ...options, ...files], {
    cwd: root.path,
    env: {
      NODE_ENV: 'test',
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
    },
  });
}

function plainAnswer(contents: Contents): Answer {
  const [ours, theirs] = ['--ours', '--theirs'].map((side) => plainly(contents, [side]).stdout);
  return {
    ending: { kind: plainly(contents, []).status === 0 ? 'clean' : 'conflict' },
    resolution: [ours?.toString('latin1') ?? '', theirs?.toString('latin1') ?? ''],
  };
}

const marker = (character: string): string => character.repeat(199);

describe('merging files', () => {
  it('answers as git merge-file does, and takes sides as it does, on any text', async () => {
    const line = constantFrom('a\n', 'b\n', 'c\n', '\n', '}\n', 'a\r\n');
    const lines = array(line, { maxLength: 12 });
    const end = constantFrom('', '', '', 'last', 'a\r');
    const file = tuple(lines, end).map(([all, last]) => all.join('') + last);
    const contents = record({ base: option(file), ours: file, theirs: file });
    // In one go, since starting git takes longer than merging.
    await assert(
      asyncProperty(array(contents, { minLength: 30, maxLength: 30 }), async (files) => {
        expect(await mergeAndResolve(files)).toEqual(files.map(plainAnswer));
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });

  it('answers as git merge-file does where markers and ends of lines are in the way', async () => {
    const files: readonly Contents[] = [
      { base: 'x\n', ours: '<<<<<<< a\n', theirs: '=======\n' },
      { base: 'x\n', ours: `${marker('<')}\ny\n`, theirs: `${marker('=')}\n${marker('>')}\n` },
      { base: 'x\ny', ours: 'x\nours', theirs: 'x\ntheirs' },
      { base: 'x\n', ours: '', theirs: 'y\n' },
      { base: null, ours: 'x\r\n', theirs: 'y\r\n' },
      { base: null, ours: '', theirs: 'y\n' },
      { base: 'x\n\ny\n', ours: 'x\n\nz\n', theirs: '<<<<<<< .our\nx\n\ny\n' },
      { base: 'x\n\ny\n', ours: '<<<<<<< .our\nx\n\ny\n', theirs: 'x\n\nz\n' },
    ];
    expect(await mergeAndResolve(files)).toEqual(files.map(plainAnswer));
  });

  it('answers the same where git no longer merges trees in that form', async () => {
    const files: readonly Contents[] = [
      { base: 'x\n', ours: 'y\n', theirs: 'z\n' },
      { base: 'x\n\ny\n', ours: 'x\n\nz\n', theirs: 'w\n\ny\n' },
    ];
    await withFailingGit('merge-tree', 'exit 129', async () => {
      expect(await mergeAndResolve(files)).toEqual(files.map(plainAnswer));
    });
  });

  it('takes no side of a binary file, and calls it a conflict unless two versions are the same', async () => {
    const binary = { base: 'a\0', ours: 'b\0', theirs: 'c\0' };
    const same = [{ ours: 'a\0' }, { theirs: 'a\0' }, { ours: 'c\0' }];
    const answers = await mergeAndResolve([
      binary,
      ...same.map((side) => ({ ...binary, ...side })),
    ]);
    expect(answers.map(({ ending }) => ending.kind)).toEqual([
      'conflict',
      'clean',
      'clean',
      'clean',
    ]);
    expect(answers[0]?.resolution).toEqual({ kind: 'binary' });
  });

  it('names the version that is not there', async () => {
    const versions = {
      base: repo.blob('x\n'),
      ours: repo.blob('y\n'),
      theirs: repo.blob('lost\n'),
    };
    repo.removeObject(versions.theirs);
    const lost = { kind: 'missing', oid: versions.theirs };
    await withMerger(async (merger) => {
      expect(await merger.merge([versions])).toEqual([lost]);
      expect(await merger.resolve([versions])).toEqual([lost]);
    });
  });
});
