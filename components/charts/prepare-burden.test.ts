import { expect, test } from 'vitest';

import type { MeasuredSums, RebaseView } from '#lib/domain/rebase-view.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';

import { prepareBurden } from './prepare-burden.ts';

type Lines = readonly [subsystem: Subsystem, own: number, touched: number];

function sumsOf(parts: readonly Lines[]): MeasuredSums {
  const touched = parts.reduce((sum, [, , lines]) => sum + lines, 0);
  const all = parts.reduce((sum, [, own, lines]) => sum + own + lines, 0);
  return {
    commits: 1,
    isDescendant: true,
    unmeasuredFiles: 0,
    patch: {
      files: parts.length * 2,
      insertions: all,
      deletions: 0,
      added: parts.length,
      modified: parts.length,
      deleted: 0,
      renamed: 0,
    },
    touch: { files: parts.length, insertions: touched, deletions: 0 },
    kinds: [],
    subsystems: parts.map(([subsystem, own, lines]) => ({
      subsystem,
      files: 2,
      insertions: own + lines,
      deletions: 0,
      touch: { files: 1, insertions: lines, deletions: 0 },
    })),
  };
}

function rebase(release: string, parts: readonly Lines[] | null): RebaseView {
  const line = release.split('.').slice(0, 2).join('.');
  return {
    release,
    line,
    kind: release.endsWith('.0') ? 'first' : 'patch',
    order: 0,
    releasedAt: null,
    publishedAt: new Date('2026-02-11T20:00:00Z'),
    lagDays: null,
    deletedAt: null,
    base: null,
    head: { sha: 'a', ref: 'refs/heads/a' },
    source: { kind: 'measured', measuredAt: null },
    sums: parts === null ? null : sumsOf(parts),
    unmeasuredReason: parts === null ? 'Upstream has no such tag.' : null,
    transition: null,
  };
}

const history = [
  rebase('go1.21.0', [
    ['runtime', 100, 10],
    ['crypto', 5, 2],
  ]),
  rebase('go1.21.1', null),
  rebase('go1.22.0', [
    ['runtime', 100, 40],
    ['internal', 0, 3],
    ['outside source', 0, 4],
  ]),
  rebase('go1.22.1', [['runtime', 100, 41]]),
];

test('classes add up to the lines of the point, and what has no class of its own is other', () => {
  const { points, classes } = prepareBurden(history, {
    releases: 'all',
    range: null,
    subsystem: null,
  });
  expect(classes.map(({ id }) => id)).toEqual(['runtime', 'syscall', 'net', 'os', 'other']);
  expect(points[2]?.measure?.touch).toEqual({
    files: 3,
    insertions: 47,
    deletions: 0,
    lines: 47,
    classLines: [40, 0, 0, 0, 7],
  });
  for (const { measure } of points) {
    for (const part of measure === null ? [] : [measure.patch, measure.touch]) {
      expect(part.classLines.reduce((a, b) => a + b)).toBe(part.lines);
    }
  }
});

test('what is not measured is a gap with its reason, never 0', () => {
  const { points } = prepareBurden(history, { releases: 'all', range: null, subsystem: null });
  expect(points[1]).toMatchObject({ measure: null, reason: 'Upstream has no such tag.' });
});

test('first releases only leaves patch releases out', () => {
  const first = prepareBurden(history, { releases: 'first', range: null, subsystem: null });
  expect(first.points.map(({ release }) => release)).toEqual(['go1.21.0', 'go1.22.0']);
});

test('a subsystem narrows every number to it; one without files was measured as 0', () => {
  const { points, classes } = prepareBurden(history, {
    releases: 'all',
    range: null,
    subsystem: 'crypto',
  });
  expect(classes).toMatchObject([{ id: 'other', label: 'crypto' }]);
  expect(points[0]?.measure?.patch).toMatchObject({ files: 2, lines: 7, classLines: [7] });
  expect(points[2]?.measure?.patch).toMatchObject({ files: 0, lines: 0, classLines: [0] });
});

test('the finding says where it stands, from where it came, and the largest step', () => {
  expect(prepareBurden(history, { releases: 'all', range: null, subsystem: null }).finding).toBe(
    'The port changes 41 lines of upstream’s files at go1.22.1, up from 12 at go1.21.0; go1.22.0 added the most (+35)',
  );
  expect(
    prepareBurden(history, { releases: 'first', range: null, subsystem: 'crypto' }).finding,
  ).toBe(
    'In crypto, the port changes 0 lines of upstream’s files at go1.22.0, down from 2 at go1.21.0',
  );
  expect(prepareBurden([], { releases: 'all', range: null, subsystem: null }).finding).toBe(
    'Nothing of this is measured yet',
  );
});

test('the top tick of each panel reaches its highest bar', () => {
  const { panels } = prepareBurden(history, { releases: 'all', range: null, subsystem: null });
  expect(panels.map(({ id, ticks }) => [id, ticks.at(-1)])).toEqual([
    ['patch', 150],
    ['touch', 60],
    ['files', 6],
  ]);
});
