import { expect, test } from 'vitest';

import type { KindCount } from '#lib/domain/measurement.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { rebaseWith } from '#lib/testing/transition-fixture.ts';

import { prepareKinds } from './prepare-kinds.ts';

/** `null`: not measured. */
function rebase(release: string, kinds: readonly KindCount[] | null): RebaseView {
  const view = rebaseWith(release, null);
  if (kinds === null) return { ...view, sums: null, unmeasuredReason: 'Git ran out of time.' };
  const sum = (of: (kind: KindCount) => number) => kinds.reduce((all, each) => all + of(each), 0);
  const patch = {
    files: sum(({ files }) => files),
    insertions: sum(({ insertions }) => insertions),
    deletions: sum(({ deletions }) => deletions),
    added: 0,
    modified: 0,
    deleted: 0,
    renamed: 0,
  };
  return {
    ...view,
    sums: {
      commits: 1,
      isDescendant: true,
      patch,
      touch: patch,
      unmeasuredFiles: 0,
      subsystems: [],
      kinds,
    },
    unmeasuredReason: null,
  };
}

const history = [
  rebase('go1.21.0', [{ kind: 'constraint-only', files: 9, insertions: 9, deletions: 9 }]),
  rebase('go1.21.1', null),
  rebase('go1.22.0', [
    { kind: 'constraint-only', files: 10, insertions: 10, deletions: 10 },
    { kind: 'new-port-file', files: 4, insertions: 900, deletions: 0 },
  ]),
];

const files = { releases: 'all', range: null, measure: 'files' } as const;

test('each release says how many files of each kind it has, 0 only where it is measured', () => {
  const { columns, rows } = prepareKinds(history, files);
  expect(rows.map(({ label, counts }) => [label, ...counts])).toEqual([
    ['constraint only', 9, null, 10],
    ['new port file', 0, null, 4],
  ]);
  expect(columns.map(({ total, reason }) => total ?? reason)).toEqual([
    9,
    'Git ran out of time.',
    14,
  ]);
});

test('the largest kind of the newest release comes first, by files or by lines', () => {
  expect(prepareKinds(history, files).finding).toBe(
    'The kind with the most files at go1.22.0 is constraint only: 10 of 14; new port file grew the most since go1.21.0 (+4)',
  );
  const lines = prepareKinds(history, { ...files, measure: 'lines' });
  expect(lines.rows.map(({ label }) => label)).toEqual(['new port file', 'constraint only']);
  expect(lines.finding).toBe(
    'The kind with the most lines at go1.22.0 is new port file: 900 of 920; it grew the most since go1.21.0 (+900)',
  );
});

test('nothing measured is said, and is no 0', () => {
  expect(prepareKinds([rebase('go1.21.0', null)], files)).toMatchObject({
    finding: 'Nothing of this is measured yet',
    rows: [],
    legend: [],
  });
});
