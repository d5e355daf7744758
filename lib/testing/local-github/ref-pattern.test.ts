import { describe, expect, it } from 'vitest';
import { createRefMatcher, isRefPattern } from './ref-pattern.ts';

describe('createRefMatcher', () => {
  it.each([
    ['refs/heads/*', 'refs/heads/a', true],
    ['refs/heads/*', 'refs/heads/a/b', true],
    ['refs/heads/*', 'refs/tags/a', false],
    ['refs/tags/go*', 'refs/tags/go1.2', true],
    ['refs/tags/go*', 'refs/tags/tamago-go1.2', false],
    ['refs/tags/*.0', 'refs/tags/go1.21.0', true],
    ['refs/tags/*.0', 'refs/tags/go1x0', false],
    ['refs/heads/master', 'refs/heads/master', true],
    ['refs/heads/master', 'refs/heads/master2', false],
    ['refs/heads/a+(b)', 'refs/heads/a+(b)', true],
    ['refs/heads/é', Buffer.from('refs/heads/é').toString('latin1'), true],
  ])('%s matches %s: %s', (pattern, name, expected) => {
    expect(createRefMatcher([pattern])(name)).toBe(expected);
  });

  it('shows nothing for no pattern, and what any of several shows', () => {
    expect(createRefMatcher([])('refs/heads/a')).toBe(false);
    expect(createRefMatcher(['refs/tags/*', 'refs/heads/a'])('refs/heads/a')).toBe(true);
  });
});

describe('isRefPattern', () => {
  it('demands a full ref', () => {
    expect(isRefPattern('refs/heads/*')).toBe(true);
    expect(isRefPattern('heads/*')).toBe(false);
    expect(isRefPattern('refs/')).toBe(false);
  });
});
