import { expect, test } from 'vitest';

import type { FileKind } from '#lib/domain/file-kind.ts';

import { prepareHeat } from './prepare-heat.ts';

function files(counts: Readonly<Record<string, Partial<Record<FileKind, number>>>>) {
  return Object.entries(counts).flatMap(([directory, kinds]) =>
    Object.entries(kinds).flatMap(([kind, count]) =>
      Array.from({ length: count }, (_, index) => ({
        path: `${directory}/${kind}_${index}.go`,
        kind: kind as FileKind,
      })),
    ),
  );
}

test('rows and columns sum up to all files, and only kinds that occur have a column', () => {
  const heat = prepareHeat(
    files({
      'src/net': { 'constraint-only': 3, 'shared-edit': 1 },
      'src/net/http': { 'constraint-only': 1 },
      'src/os': { 'new-port-file': 2 },
    }),
  );
  expect(heat.columns.map(({ kind, total }) => [kind, total])).toEqual([
    ['constraint-only', 4],
    ['new-port-file', 2],
    ['shared-edit', 1],
  ]);
  expect(heat.rows).toEqual([
    { directory: 'src/net', label: 'src/net', files: [4, 0, 1], total: 5 },
    { directory: 'src/os', label: 'src/os', files: [0, 2, 0], total: 2 },
  ]);
  expect(heat.total).toBe(7);
  expect(heat.finding).toBe(
    '4 of 7 files are of one kind in one place: constraint only, in src/net.',
  );
  expect(heat.extent).toBe('All 2 directories, by their files.');
});

test('the kind of most files has the first column, with its own numbers below it', () => {
  const heat = prepareHeat(
    files({ src: { 'constraint-only': 1, 'new-port-file': 2 }, doc: { 'outside-source': 3 } }),
  );
  expect(heat.columns.map(({ kind, total }) => [kind, total])).toEqual([
    ['outside-source', 3],
    ['new-port-file', 2],
    ['constraint-only', 1],
  ]);
  expect(heat.rows.map(({ directory, files: counts }) => [directory, ...counts])).toEqual([
    ['doc', 3, 0, 0],
    ['src', 0, 2, 1],
  ]);
});

test('what has no row of its own is summed up in the last one, and the extent says so', () => {
  const many = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`src/p${index}`, { 'shared-edit': 20 - index }]),
  );
  const heat = prepareHeat(files(many));
  expect(heat.rows).toHaveLength(13);
  expect(heat.rows.at(-1)).toEqual({
    directory: null,
    label: '8 others',
    files: [36],
    total: 36,
  });
  expect(heat.extent).toBe('The 12 directories of 20 with most files; with all below them.');
  expect(heat.legend.at(-1)?.most).toBe(20);
});

test('thirteen directories each have a row', () => {
  const many = Object.fromEntries(
    Array.from({ length: 13 }, (_, index) => [`src/p${index}`, { 'shared-edit': 1 }]),
  );
  expect(prepareHeat(files(many)).rows.map(({ directory }) => directory)).not.toContain(null);
});
