import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CopiedFrom, FileChange, Measurement } from '#lib/domain/measurement.ts';
import { sumFileChanges } from '#lib/domain/sum-file-changes.ts';
import { openObjectReader, type ObjectReader } from '#lib/git/object-reader.ts';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { randomTree, type RandomTree } from '#lib/testing/random-tree.ts';
import { rawChanges, rawShortstat, type RawChange } from '#lib/testing/raw-diff.ts';
import { rawOrigins, type RawOrigin } from '#lib/testing/raw-origins.ts';
import { createCopyOrigins } from './copy-origins.ts';
import { measurePatch } from './measure-patch.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
let objects: ObjectReader;
beforeAll(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
  objects = openObjectReader(repo);
});
afterAll(() => {
  objects.close();
  root.remove();
});

interface Trees {
  readonly base: string;
  readonly head: string;
  readonly earlier: string;
}

function commitAll(
  trees: readonly [base: RandomTree, head: RandomTree, earlier: RandomTree],
): Trees {
  const [base = '', head = '', earlier = ''] = repo.commits(
    trees.map((files) => ({ files, replaceTree: true })),
  );
  return { base, head, earlier };
}

async function measure({ base, head, earlier }: Trees): Promise<Measurement> {
  return await measurePatch(
    { repository: repo, objects, copyOrigins: createCopyOrigins(repo) },
    {
      base: { release: 'go1.14', sha: base },
      head,
      previousLine: { release: 'go1.13', sha: earlier },
      platforms: { goos: ['tamago'], goarch: [] },
      subsystemRules: [],
    },
  );
}

const LETTERS: Record<FileChange['status'], string> = {
  added: 'A',
  modified: 'M',
  deleted: 'D',
  renamed: 'R',
};

function title({ status, paths }: RawChange): string {
  return [status.slice(0, 1).replace('T', 'M'), ...paths].join(' ');
}

function latin1(path: string): string {
  return Buffer.from(path).toString('latin1');
}

function rawOrigin({ path, release, similarity }: CopiedFrom): RawOrigin {
  return { path: latin1(path), from: release === 'go1.14' ? 'base' : 'earlier', similarity };
}

describe('measurePatch on any two trees', () => {
  it('agrees with git diff on files, lines, names and origins, and its parts add up', async () => {
    const seen = { renamed: 0, copied: 0, copiedFromEarlier: 0 };
    await fc.assert(
      fc.asyncProperty(randomTree, randomTree, randomTree, async (before, after, earlierFiles) => {
        const trees = commitAll([before, after, earlierFiles]);
        const pair = [trees.base, trees.head] as const;
        const { patch, touch, kinds, subsystems, files } = await measure(trees);

        const { insertions, deletions } = patch;
        expect({ files: patch.files, insertions, deletions }).toEqual(rawShortstat(repo, pair));
        const named = files.map(({ status, previousPath, path }) =>
          [LETTERS[status], ...(previousPath === null ? [] : [previousPath]), path].join(' '),
        );
        expect(named.map(latin1)).toEqual(rawChanges(repo, ['-M'], pair).map(title));
        expect(sumFileChanges(files)).toEqual({ patch, touch, kinds, subsystems });
        for (const parts of [kinds, subsystems]) {
          expect(parts.reduce((sum, part) => sum + part.files, 0)).toBe(patch.files);
          expect(parts.reduce((sum, part) => sum + part.insertions, 0)).toBe(insertions);
          expect(parts.reduce((sum, part) => sum + part.deletions, 0)).toBe(deletions);
        }

        const origins = files.flatMap(({ path, copiedFrom }) =>
          copiedFrom ? [[latin1(path), rawOrigin(copiedFrom)] as const] : [],
        );
        expect(new Map(origins)).toEqual(rawOrigins(repo, trees, after));
        seen.renamed += patch.renamed;
        seen.copied += origins.length;
        seen.copiedFromEarlier += origins.filter(([, { from }]) => from === 'earlier').length;
      }),
      { numRuns: 50 },
    );
    // Or the trees would be too tame to prove anything.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  }, 120_000);
});
