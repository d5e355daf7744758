import { describe, expect, it } from 'vitest';
import { isReleaseRefPattern, matchReleaseRef } from './release-ref-pattern.ts';

describe('matchReleaseRef', () => {
  it.each([
    ['tamago{release}', 'tamago1.13.3', 'go1.13.3'],
    ['tamago{release}', 'tamago1.26rc1', 'go1.26rc1'],
    ['tamago-go{release}', 'tamago-go1.21.0', 'go1.21.0'],
    ['{release}', '1.26.0', 'go1.26.0'],
    ['release/{release}-port', 'release/1.14-port', 'go1.14'],
    ['a.b{release}', 'a.b1.14', 'go1.14'],
  ])('by %s, %s is for %s', (pattern, name, release) => {
    expect(matchReleaseRef(pattern, name)?.name).toBe(release);
  });

  it.each([
    ['tamago{release}', 'master'],
    ['tamago{release}', 'tamago'],
    ['tamago{release}', 'tamagogo1.26.0'],
    ['tamago{release}', 'tamago1.26.0-wip'],
    ['tamago{release}', 'old/tamago1.26.0'],
    ['tamago{release}', 'Tamago1.26.0'],
    ['tamago{release}', 'tamago1.26.0\n'],
    ['tamago-go{release}', 'tamago1.26.0'],
    ['a.b{release}', 'aXb1.14'],
    ['a{release}a', 'a'],
    ['x1.{release}.1x', 'x1.1x'],
  ])('by %s, %j is for none', (pattern, name) => {
    expect(matchReleaseRef(pattern, name)).toBeNull();
  });

  it.each(['tamago', '', '{release}{release}', '{Release}'])(
    'refuses the pattern %j',
    (pattern) => {
      expect(isReleaseRefPattern(pattern)).toBe(false);
      expect(() => matchReleaseRef(pattern, 'tamago1.14')).toThrow('exactly one {release}');
    },
  );
});
