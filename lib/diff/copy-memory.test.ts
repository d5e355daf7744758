import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CopiedFrom } from '#lib/domain/measurement.ts';
import { diffTrees } from '#lib/git/diff-trees.ts';
import type { Files } from '#lib/testing/fast-import-stream.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { shaOfBlob } from '#lib/testing/loose-objects.ts';
import { randomTree, type RandomTree } from '#lib/testing/random-tree.ts';
import { createCopyOrigins, type CopyOrigins } from './copy-origins.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
beforeEach(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
});
afterEach(() => {
  root.remove();
});

interface Rebase {
  readonly base: string;
  readonly head: string;
  readonly earlier: string;
}

async function find(
  origins: CopyOrigins,
  { base, head, earlier }: Rebase,
): Promise<Readonly<Record<string, CopiedFrom>>> {
  const { changes, unreadable } = await diffTrees(repo, base, head);
  const found = await origins.find({
    base: { release: 'go1.14', sha: base },
    head,
    previousLine: { release: 'go1.13', sha: earlier },
    changes,
    unreadablePaths: unreadable.map(({ pathBytes }) => pathBytes),
  });
  return Object.fromEntries(found);
}

function commitTree(files: Files): string {
  return repo.commit({ files, replaceTree: true });
}

function text(name: string): string {
  return Array.from({ length: 20 }, (_, at) => `${name} ${at * 7} ${name.repeat(3)}\n`).join('');
}

/** In the earlier tree and the head, not in the base: chance need not bring one. */
const COPIED: RandomTree = [['src/a.go', text('a')]];

describe('one instance for a whole line', () => {
  it('answers what a fresh one would, in whatever order it was asked before', async () => {
    let answers = 0;
    const heads = fc.array(randomTree, { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        randomTree,
        randomTree,
        heads,
        async (earlierFiles, baseFiles, headFiles) => {
          const [earlier = '', base = '', ...shas] = repo.commits(
            [earlierFiles, baseFiles, ...headFiles].map((files) => ({ files, replaceTree: true })),
          );
          const rebases = shas.map((head) => ({ base, head, earlier }));
          const fresh = new Map<Rebase, unknown>();
          for (const rebase of rebases)
            fresh.set(rebase, await find(createCopyOrigins(repo), rebase));
          const forward = createCopyOrigins(repo);
          const backward = createCopyOrigins(repo);
          for (const [origins, order] of [
            [forward, rebases],
            [backward, rebases.toReversed()],
            [backward, rebases],
          ] as const) {
            for (const rebase of order) {
              const found = await find(origins, rebase);
              expect(found).toEqual(fresh.get(rebase));
              answers += Object.values(found).filter(({ release }) => release === 'go1.13').length;
            }
          }
        },
      ),
      { numRuns: 7, examples: [[COPIED, [], [COPIED, [], COPIED, COPIED]]] },
    );
    expect(answers).toBeGreaterThan(0);
  });

  it('does not let an answer that depends on its neighbours be taken for another’s', async () => {
    // Beside `swap/x`, the file `swap` of the earlier tree must go, and git prefers what has to go.
    const swap = text('a').split('\n').slice(0, 14).join('\n');
    const earlier = commitTree({ swap, 'z.go': text('a').slice(0, -20) });
    const base = commitTree({});
    const alone = { base, earlier, head: commitTree({ 'x.go': text('a') }) };
    const together = {
      base,
      earlier,
      head: commitTree({ 'x.go': text('a'), 'swap/x': text('other') }),
    };
    const origins = createCopyOrigins(repo);
    for (const rebase of [alone, together, alone]) {
      const { 'x.go': found } = await find(origins, rebase);
      expect(found?.path).toBe(rebase === alone ? 'z.go' : 'swap');
    }
  });

  it('can be asked at once for several rebases', async () => {
    const earlier = commitTree({ 'z.go': text('a') });
    const base = commitTree({});
    const heads = ['x.go', 'y.go', 'x.go'].map((name) => commitTree({ [name]: text('a') }));
    const origins = createCopyOrigins(repo);
    const found = await Promise.all(heads.map((head) => find(origins, { base, head, earlier })));
    expect(found.map((answer) => Object.keys(answer))).toEqual([['x.go'], ['y.go'], ['x.go']]);
  });

  it('does not remember that it failed', async () => {
    const earlier = commitTree({ 'src/z.go': text('a') });
    const rebase = { base: commitTree({}), head: commitTree({ 'x.go': text('a') }), earlier };
    const listing = repo.git(['ls-tree', `${earlier}:src`]);
    const origins = createCopyOrigins(repo);
    repo.removeObject(repo.shaOf(`${earlier}:src`));
    await expect(find(origins, rebase)).rejects.toMatchObject({ failureKind: 'missing-object' });
    repo.git(['mktree'], listing);
    expect((await find(origins, rebase))['x.go']?.path).toBe('src/z.go');
  });
});

describe('origins where blobs are missing', () => {
  const A = text('a');
  const B = text('b');
  const LOST = text('lost');

  const base = { a: A };
  const head = { a: A, x: A, y: B };
  const earlier = { b: B };
  const odd = Buffer.from('\xe9', 'latin1');
  it.each<{
    readonly name: string;
    readonly base: Files;
    readonly head: Files;
    readonly earlier: Files;
  }>([
    {
      name: 'a file that is the same in base and head',
      base: { ...base, lost: LOST },
      head: { ...head, lost: LOST },
      earlier,
    },
    {
      name: 'an edited file of the base',
      base: { ...base, lost: LOST },
      head: { ...head, lost: 'new' },
      earlier,
    },
    { name: 'an added file', base, head: { ...head, lost: LOST }, earlier },
    { name: 'a file of the earlier tree', base, head, earlier: { ...earlier, lost: LOST } },
    {
      name: 'a file of the earlier tree at whose path the port has its own',
      base,
      head: { ...head, lost: 'new' },
      earlier: { ...earlier, lost: LOST },
    },
    {
      name: 'files whose names no pathspec can say',
      base: [...Object.entries(base), [odd, LOST]],
      head: [...Object.entries(head), [Buffer.from('\xe8', 'latin1'), '1']],
      earlier: [...Object.entries(earlier), [odd, LOST]],
    },
    {
      name: 'a file where the head has a folder',
      base: { ...base, d: LOST },
      head: { ...head, 'd/x': text('other') },
      earlier: { ...earlier, d: LOST },
    },
  ])('are found for the others: $name', async (trees) => {
    const rebase = {
      base: commitTree(trees.base),
      head: commitTree(trees.head),
      earlier: commitTree(trees.earlier),
    };
    repo.removeObject(shaOfBlob(LOST));
    expect(await find(createCopyOrigins(repo), rebase)).toEqual({
      x: { path: 'a', release: 'go1.14', similarity: 100 },
      y: { path: 'b', release: 'go1.13', similarity: 100 },
    });
  });
});
