import { describe, expect, test } from 'vitest';

import { findRelease, nearestReleases } from './find-release.ts';

const names = ['go1.19', 'go1.19.1', 'go1.20', 'go1.21.0', 'go1.21.1', 'go1.22.0'];

describe('a release is found in either spelling', () => {
  test.each([
    ['go1.21.0', 'go1.21.0'],
    ['go1.21', 'go1.21.0'],
    ['go1.20.0', 'go1.20'],
    ['go1.19.1', 'go1.19.1'],
  ])('%s is %s', (wanted, found) => {
    expect(findRelease(names, wanted)).toBe(found);
  });

  test.each(['go1.23', 'go1.21rc1', '1.21.0', '', 'go1.21.0 ', 'GO1.21.0'])(
    '%j is none of them',
    (wanted) => {
      expect(findRelease(names, wanted)).toBeNull();
    },
  );

  test('a name that is no release is found by the same text only', () => {
    expect(findRelease(['weird'], 'weird')).toBe('weird');
  });
});

describe('an unknown release is answered with those around it', () => {
  test('between two', () => {
    expect(nearestReleases(names, 'go1.20.5', 4)).toEqual([
      'go1.19.1',
      'go1.20',
      'go1.21.0',
      'go1.21.1',
    ]);
  });
  test('before all and after all', () => {
    expect(nearestReleases(names, 'go1.2', 2)).toEqual(['go1.19', 'go1.19.1']);
    expect(nearestReleases(names, 'go1.99', 2)).toEqual(['go1.21.1', 'go1.22.0']);
  });
  test('text that is no release gets the newest, and few names are all named', () => {
    expect(nearestReleases(names, 'nonsense', 2)).toEqual(['go1.21.1', 'go1.22.0']);
    expect(nearestReleases(['go1.19'], 'go1.20', 5)).toEqual(['go1.19']);
    expect(nearestReleases([], 'go1.20', 5)).toEqual([]);
  });
});
