import { array, assert, nat, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';

import {
  alignRows,
  findClusters,
  type LineChange,
  placeItems,
  type Row,
  type ThreeVersions,
} from './align-versions.ts';

const BASE = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

function change(baseStart: number, baseCount: number, sideStart: number, sideCount: number) {
  return { baseStart, baseCount, sideStart, sideCount };
}

/** The versions that these changes make of the base; the new lines are named after their side. */
function versionsOf(
  upstreamChanges: readonly LineChange[],
  portChanges: readonly LineChange[],
  base: readonly string[] = BASE,
): ThreeVersions {
  const apply = (changes: readonly LineChange[], name: string): string[] => {
    const lines: string[] = [];
    let at = 0;
    for (const { baseStart, baseCount, sideCount } of changes) {
      lines.push(...base.slice(at, baseStart));
      for (let index = 0; index < sideCount; index += 1) lines.push(`${name}${baseStart}.${index}`);
      at = baseStart + baseCount;
    }
    return [...lines, ...base.slice(at)];
  };
  return {
    base,
    upstream: apply(upstreamChanges, 'u'),
    port: apply(portChanges, 'p'),
    upstreamChanges,
    portChanges,
  };
}

function textOf(lines: readonly string[], at: number | null): string | undefined {
  return at === null ? '.' : lines[at];
}

/** "b/u1.0/p" for each row; "." where a side has no line. */
function texts({ base, upstream, port }: ThreeVersions, rows: readonly Row[]): string[] {
  return rows.map((row) =>
    [textOf(base, row.base), textOf(upstream, row.upstream), textOf(port, row.port)].join('/'),
  );
}

test('what a side replaced stands in place of it, and what it added beyond that beside what the other added', () => {
  const versions = versionsOf([change(1, 1, 1, 3)], [change(1, 2, 1, 1), change(9, 0, 8, 1)]);
  expect(texts(versions, alignRows(versions)).slice(0, 5)).toEqual([
    'a/a/a',
    'b/u1.0/p1.0',
    './u1.1/.',
    './u1.2/.',
    'c/c/.',
  ]);
  expect(texts(versions, alignRows(versions)).slice(-2)).toEqual(['././p9.0', 'j/j/j']);
});

test('changes that touch are one cluster, changes with a common line between them are two', () => {
  const touching = versionsOf([change(2, 1, 2, 1)], [change(3, 1, 3, 1)]);
  expect(findClusters(touching)).toEqual([
    {
      base: { start: 2, end: 4 },
      upstream: { start: 2, end: 4 },
      port: { start: 2, end: 4 },
      by: 'both',
    },
  ]);
  const apart = versionsOf([change(2, 1, 2, 3)], [change(4, 1, 4, 0)]);
  expect(findClusters(apart).map(({ by, upstream, port }) => [by, upstream, port])).toEqual([
    ['upstream', { start: 2, end: 5 }, { start: 2, end: 3 }],
    ['port', { start: 6, end: 7 }, { start: 4, end: 4 }],
  ]);
});

test('two additions at the same place touch, and the same change by both sides is no conflict', () => {
  const versions = versionsOf([change(3, 0, 3, 1)], [change(3, 0, 3, 1)]);
  expect(findClusters(versions)[0]?.by).toBe('both');
  const same = { ...versions, port: versions.upstream };
  expect(findClusters(same)[0]?.by).toBe('same');
});

test('the lines of the merged file are found in the versions, around what one side changed alone', () => {
  const versions = versionsOf(
    [change(1, 1, 1, 2), change(6, 1, 7, 1)],
    [change(3, 1, 3, 0), change(6, 1, 5, 1)],
  );
  const items = [
    ...['a', 'u1.0', 'u1.1', 'c', 'e', 'f'].map((text) => ({ kind: 'line', text }) as const),
    { kind: 'region', upstream: ['u6.0'], port: ['p6.0'] } as const,
    ...['h', 'i', 'j'].map((text) => ({ kind: 'line', text }) as const),
  ];
  const placed = placeItems(versions, findClusters(versions), items);
  expect(placed?.[1]).toEqual({ kind: 'line', upstream: 1, port: null });
  expect(placed?.[6]).toEqual({
    kind: 'region',
    upstream: { start: 7, end: 8 },
    port: { start: 5, end: 6 },
  });
});

test('a merged file that is not made of these versions is not believed', () => {
  const versions = versionsOf([change(1, 1, 1, 1)], []);
  const items = BASE.map((text) => ({ kind: 'line', text }) as const);
  expect(placeItems(versions, findClusters(versions), items)).toBeNull();
});

test('every line of every version has one row, in order', () => {
  const changesOf = array(tuple(nat(3), nat(2), nat(3)), { maxLength: 4 }).map((steps) => {
    const changes: LineChange[] = [];
    let at = 0;
    let shift = 0;
    for (const [gap, taken, given] of steps) {
      const baseStart = at + gap + 1;
      if (baseStart + taken > BASE.length || taken + given === 0) continue;
      changes.push(change(baseStart, taken, baseStart + shift, given));
      shift += given - taken;
      at = baseStart + taken;
    }
    return changes;
  });
  assert(
    property(changesOf, changesOf, (upstreamChanges, portChanges) => {
      const versions = versionsOf(upstreamChanges, portChanges);
      const rows = alignRows(versions);
      for (const side of ['base', 'upstream', 'port'] as const) {
        const shown = rows.flatMap((row) => row[side] ?? []);
        expect(shown).toEqual(versions[side].map((_, index) => index));
      }
    }),
  );
});
