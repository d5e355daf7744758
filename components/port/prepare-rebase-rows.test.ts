import { expect, test } from 'vitest';

import { rebaseWith } from '#lib/testing/transition-fixture.ts';

import { chooseRows, prepareRebaseRows } from './prepare-rebase-rows.ts';

const measured = rebaseWith('go1.21.0', null);
const gone = { ...rebaseWith('go1.21.1', null), deletedAt: new Date('2026-02-11T20:00:00Z') };
const recorded = {
  ...rebaseWith('go1.22.0', null),
  source: { kind: 'recorded', recordedAt: new Date(0), copy: 'a/b' },
} as const;

test('what is unusual about a rebase is said, and only where others were not recorded that it was', () => {
  const rebases = [measured, gone, recorded];
  const flags = prepareRebaseRows(rebases, ['go1.21.1', 'go1.22.0']).map((row) => row.flags);
  expect(flags).toEqual(['gone since 2026-02-11', 'recorded']);
  expect(prepareRebaseRows([recorded], ['go1.22.0'])[0]?.flags).toBeNull();
});

test('of many rebases the table has the newest, unless all are asked for', () => {
  const releases = Array.from({ length: 31 }, (_, index) => `go1.${index}`);
  expect(chooseRows(releases, 'newest')).toEqual(releases.slice(11));
  expect(chooseRows(releases, 'all')).toEqual(releases);
  expect(chooseRows(releases.slice(1), 'newest')).toEqual(releases.slice(1));
});
