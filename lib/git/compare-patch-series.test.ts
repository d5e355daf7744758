import { array, assert, asyncProperty, constantFrom, record, shuffledSubarray } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestRepo, createTestRoot, type TestRepo } from '#lib/testing/git-repo.ts';
import { comparePatchSeries, countPairs } from './compare-patch-series.ts';
import {
  createPatchSeriesReader,
  type CommitRange,
  type PatchSeriesReader,
} from './read-patch-series.ts';

let root: ReturnType<typeof createTestRoot>;
let repo: TestRepo;
beforeAll(() => {
  root = createTestRoot();
  repo = createTestRepo(root.path);
  series = createPatchSeriesReader(repo);
});
afterAll(() => {
  root.remove();
});

/** One reader for all: what it knows of one series must not be wrong of another. */
let series: PatchSeriesReader;
const compare = (one: CommitRange, other: CommitRange) =>
  comparePatchSeries({ repository: repo, series }, one, other);

/** git range-diff of the two whole series. */
function plainly(one: CommitRange, other: CommitRange) {
  const ranges = [one, other].map(({ base, head }) => `${base}..${head}`);
  return countPairs(
    repo.git(['range-diff', '-s', '--no-color', '--no-notes', ...ranges]).toString(),
  );
}

interface Step {
  readonly path: string;
  readonly text: string;
  readonly subject: string;
}

/** Few words, so that the same diff comes up under two messages, and twice in one series. */
const step = record<Step>({
  path: constantFrom('a.go', 'b.go', 'd/c.go'),
  text: constantFrom('one', 'two', 'three'),
  subject: constantFrom('x', 'y', 'commit 1234567890123456789012345678901234567890'),
});

const lines = (first: string): string => `${first}${'line\n'.repeat(30)}end\n`;

let published = 0;

function publish(steps: readonly Step[], upstream: string): CommitRange {
  published += 1;
  const on = `series-${published}`;
  const twelve = Array.from({ length: 12 }, (_, at) => `line ${at}\n`).join('');
  const files = { 'a.go': upstream + twelve, 'b.go': twelve, 'd/c.go': `${twelve}${upstream}` };
  const content: Record<string, string> = { ...files };
  const [base = '', ...rest] = repo.commits([
    { on, parents: [], files },
    ...steps.map(({ path, text, subject }) => {
      content[path] = `${content[path]}${text}\n`;
      return { on, files: { ...content }, message: `${subject}\n\n@@ -1 +1 @@\n` };
    }),
  ]);
  return { base, head: rest.at(-1) ?? base };
}

describe('two patch series', () => {
  it('are paired as git range-diff pairs the whole of them', async () => {
    const story = record({
      steps: array(step, { minLength: 2, maxLength: 8 }),
      added: array(step, { maxLength: 2 }),
    }).chain(({ steps, added }) =>
      shuffledSubarray([...steps.keys()], { minLength: 1 }).map((kept) => ({
        steps,
        next: [...kept.flatMap((at) => steps[at] ?? []), ...added],
      })),
    );
    const seen = { same: 0, changed: 0, dropped: 0, new: 0 };
    await assert(
      asyncProperty(story, async ({ steps, next }) => {
        const [one, other] = [publish(steps, ''), publish(next, '// upstream\n')];
        const flow = await compare(one, other);
        expect(flow).toEqual(plainly(one, other));
        for (const key of ['same', 'changed', 'dropped', 'new'] as const) seen[key] += flow[key];
      }),
      { numRuns: 15 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  it('are the same whatever upstream did around them, and with merges and a root among them', async () => {
    const first = publish([{ path: 'b.go', text: 'one', subject: 'x' }], '');
    const moved = publish([{ path: 'b.go', text: 'one', subject: 'x' }], '// upstream\n');
    expect(await compare(first, moved)).toEqual({ same: 1, changed: 0, dropped: 0, new: 0 });

    const side = repo.commit({ on: null, parents: [moved.base], files: { 'n.go': 'new\n' } });
    const head = repo.commit({ on: null, parents: [moved.head, side], files: { 'n.go': 'new\n' } });
    const rooted = repo.commit({ on: null, parents: [], files: { 'r.go': 'root\n' } });
    const joined = repo.commit({ on: null, parents: [head, rooted], files: { 'r.go': 'root\n' } });
    const other = { base: moved.base, head: joined };
    expect(await compare(first, other)).toEqual(plainly(first, other));
    expect(await compare(other, first)).toEqual(plainly(other, first));
  });

  it('are paired alike whatever is done to a file', async () => {
    const binary = Buffer.from([0, 1, 2, 3]);
    const carry = (upstream: string, subject = 'x'): CommitRange => {
      published += 1;
      const on = `series-${published}`;
      const own = (text: string): string => `${lines(upstream)}${text}`;
      const [base = '', ...rest] = repo.commits([
        {
          on,
          parents: [],
          files: {
            'k.go': own(''),
            'm.go': own(''),
            'old.go': own(''),
            'older.go': own('// older\n'),
            't.go': 'a.go',
            'b.o': binary,
            'gone.go': 'x\n',
          },
        },
        { on, files: { 'gone.go': null }, message: 'delete' },
        { on, files: { 'old.go': null, 'new.go': own('') }, message: 'rename' },
        { on, files: { 'older.go': null, 'd/new.go': own('// newer\n') }, message: subject },
        { on, files: { 'm.go': { executable: own('') } }, message: 'mode' },
        { on, files: { 't.go': { symlinkTo: 'a.go' } }, message: 'type' },
        { on, files: { 'b.o': Buffer.from([0, 3]) }, message: 'binary' },
        { on, files: { 'empty.go': '' }, message: 'empty' },
        { on, files: { 'k.go': own('no end') }, message: '\n\nodd\n' },
      ]);
      return { base, head: rest.at(-1) ?? base };
    };
    const one = carry('');
    for (const other of [carry('// upstream\n'), carry('', 'y'), carry('// more\n', 'z')]) {
      const flow = await compare(one, other);
      expect(flow).toEqual(plainly(one, other));
      expect(flow.same).toBeGreaterThan(0);
    }
    expect(await compare(one, carry('// last\n'))).toMatchObject({ changed: 0, new: 0 });
  });

  it('start from nothing, and end in nothing', async () => {
    const one = publish([{ path: 'a.go', text: 'one', subject: 'x' }], '');
    const none = { base: one.base, head: one.base };
    expect(await compare(none, one)).toEqual({ same: 0, changed: 0, dropped: 0, new: 1 });
    expect(await compare(one, none)).toEqual({ same: 0, changed: 0, dropped: 1, new: 0 });
    expect(await compare(none, none)).toEqual({ same: 0, changed: 0, dropped: 0, new: 0 });
  });

  it('with the same diff under two messages are left to git', async () => {
    const one = publish(
      [
        { path: 'a.go', text: 'one', subject: 'x' },
        { path: 'b.go', text: 'one', subject: 'x' },
      ],
      '',
    );
    const other = publish(
      [
        { path: 'b.go', text: 'one', subject: 'y' },
        { path: 'a.go', text: 'one', subject: 'x' },
      ],
      '',
    );
    expect(await compare(one, other)).toEqual(plainly(one, other));
  });
});
