import { describe, expect, test } from 'vitest';

import { planBacktest, scoreBacktest, type DatedRebase, type DatedRelease } from './backtest.ts';
import { planForecast } from './forecast.ts';
import { parseGoRelease, releaseOrder } from './go-release.ts';

const day = (text: string): Date => new Date(`${text}T12:00:00Z`);

function place(name: string) {
  const parsed = parseGoRelease(name);
  if (!parsed) throw new Error(`${name} is no release.`);
  return { line: parsed.line, kind: parsed.kind, order: releaseOrder(parsed) };
}

function rebase(name: string, releasedAt: string, publishedAt = releasedAt): DatedRebase {
  return {
    release: name,
    ...place(name),
    releasedAt: day(releasedAt),
    publishedAt: day(publishedAt),
  };
}

function release(name: string, releasedAt: string): DatedRelease {
  return { name, ...place(name), releasedAt: day(releasedAt) };
}

const rebases = [
  rebase('go1.20', '2023-02-01'),
  rebase('go1.20.1', '2023-02-14', '2023-06-20'),
  rebase('go1.20.2', '2023-06-16'),
  rebase('go1.21.0', '2023-08-08'),
  rebase('go1.21.1', '2023-09-06'),
];
const releases = [
  release('go1.21rc1', '2023-06-15'),
  release('go1.21rc2', '2023-06-21'),
  release('go1.21.0', '2023-08-08'),
  release('go1.21.2', '2023-10-05'),
  release('go1.22rc1', '2023-12-19'),
];
const plan = (dating: 'base' | 'publication') =>
  planBacktest({ rebases, releases, dating }).map(({ first, preRelease, from, leadDays }) => [
    first.release,
    preRelease.name,
    from.release,
    leadDays,
  ]);

describe('planBacktest', () => {
  test('takes the newest rebase of the line before whose base is dated on or before the pre-release', () => {
    expect(plan('base')).toEqual([
      ['go1.21.0', 'go1.21rc1', 'go1.20.1', 54],
      ['go1.21.0', 'go1.21rc2', 'go1.20.2', 48],
    ]);
  });

  test('can ask for what the fork had published by then', () => {
    expect(plan('publication')).toEqual([
      ['go1.21.0', 'go1.21rc1', 'go1.20', 54],
      ['go1.21.0', 'go1.21rc2', 'go1.20.2', 48],
    ]);
  });

  test('counts a rebase dated at the very moment of the pre-release', () => {
    const moment = [rebase('go1.20', '2023-06-15'), rebase('go1.21.0', '2023-08-08')];
    expect(planBacktest({ rebases: moment, releases, dating: 'base' })[0]?.from.release).toBe(
      'go1.20',
    );
  });

  test('leaves out a line whose line before has no rebase by then', () => {
    const late = [rebase('go1.20', '2023-07-01'), rebase('go1.21.0', '2023-08-08')];
    expect(planBacktest({ rebases: late, releases, dating: 'base' })).toEqual([]);
    expect(planBacktest({ rebases: rebases.slice(3), releases, dating: 'base' })).toEqual([]);
  });
});

test('scoreBacktest tells what was hit, missed and foretold in vain', () => {
  expect(scoreBacktest(['b', 'a', 'x'], ['c', 'a', 'b'])).toEqual({
    predicted: 3,
    actual: 3,
    hit: 2,
    missed: ['c'],
    false: ['x'],
  });
  expect(scoreBacktest([], [])).toMatchObject({ predicted: 0, actual: 0, hit: 0 });
});

test('planForecast rehearses the newest rebase of each kept line onto all that is newer', () => {
  const planned = planForecast({ rebases, releases, keptLines: ['go1.21', 'go1.20', 'go1.9'] });
  expect(planned.map(({ from, onto }) => [from.release, onto.map(({ name }) => name)])).toEqual([
    ['go1.21.1', ['go1.21.2', 'go1.22rc1']],
    ['go1.20.2', ['go1.21rc1', 'go1.21rc2', 'go1.21.0', 'go1.21.2', 'go1.22rc1']],
  ]);
});
