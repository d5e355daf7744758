import { expect, test } from 'vitest';

import { pictureOfPort, pictureOfPorts } from './prepare-picture.ts';

const port = {
  id: 1,
  slug: 'lumen',
  name: 'Lumen',
  summary: 'Go on Lumen',
  goos: ['lumen'],
  goarch: [],
  layout: 'branch-per-release',
  branchPattern: 'lumen{release}',
  tagPattern: null,
  proposalUrl: null,
  recordedAsOf: null,
  upstream: repository('golang/go'),
  fork: repository('example/lumen-go'),
};

const standing = { state: 'current', newest: 'go1.22.1', lines: [], verdict: 'current' } as const;

const verdict = {
  state: 'current',
  now: { title: 'Current with go1.22.1', detail: '' },
  release: 'go1.22.1',
  burden: { title: '40 lines in 3 upstream files', detail: '' },
} as const;

test('a picture says what the head of the page says, and has a gap where nothing is measured', () => {
  const rebases = [rebase('go1.21.0', 20), rebase('go1.22.0', null), rebase('go1.22.1', 40)];
  expect(pictureOfPort(port, { verdict, next: null, rebases })).toEqual({
    title: 'Lumen',
    subtitle: 'Go on Lumen',
    statements: [
      { label: 'Next', text: 'Nothing ahead is rehearsed yet' },
      { label: 'Now', text: 'Current with go1.22.1' },
      { label: 'Touch surface at go1.22.1', text: '40 lines in 3 upstream files' },
    ],
    bars: [
      { share: 0.5, isMarked: false },
      { share: null, isMarked: false },
      { share: 1, isMarked: true },
    ],
    caption: 'Lumen: lines changed in files of upstream, go1.21.0 to go1.22.1; at most 40',
  });
});

test('where nothing at all is measured there is no chart', () => {
  const picture = pictureOfPort(port, { verdict, next: null, rebases: [rebase('go1.22.1', null)] });
  expect([picture.bars, picture.caption]).toEqual([[], '']);
});

test('of many ports the picture names those that need a person first, and counts the rest', () => {
  const ports = ['a', 'b', 'c', 'd'].map((name) => ({
    port: { ...port, name },
    standing,
    lines: [],
    rebases: [],
    measuredAt: null,
    latest: null,
    next: null,
  }));
  expect(pictureOfPorts(ports).statements.map(({ label, text }) => [label, text])).toEqual([
    ['a', 'Current'],
    ['b', 'Current'],
    ['And', '2 other ports, in less need'],
  ]);
  expect(pictureOfPorts(ports.slice(0, 3)).statements).toHaveLength(3);
  expect(pictureOfPorts([]).subtitle).toBe('No port is known yet');
});

/** `touched`: null where it is not measured. */
function rebase(release: string, touched: number | null) {
  const lines = { files: 3, insertions: touched ?? 0, deletions: 0 };
  const sums =
    touched === null
      ? null
      : {
          commits: 1,
          isDescendant: true,
          patch: { ...lines, added: 0, modified: 3, deleted: 0, renamed: 0 },
          touch: lines,
          unmeasuredFiles: 0,
          subsystems: [],
          kinds: [],
        };
  return {
    release,
    line: release.slice(0, 6),
    kind: 'patch' as const,
    order: 1,
    releasedAt: null,
    publishedAt: null,
    lagDays: null,
    deletedAt: null,
    base: null,
    head: { sha: 'a'.repeat(40), ref: 'refs/heads/x' },
    source: { kind: 'measured' as const, measuredAt: null },
    sums,
    unmeasuredReason: null,
    transition: null,
  };
}

function repository(fullName: string) {
  return {
    id: 1,
    fullName,
    archived: null,
    listedAt: null,
    fetchedAt: null,
    failures: 0,
    failure: null,
    nextPollAt: null,
  };
}
