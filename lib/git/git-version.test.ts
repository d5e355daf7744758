import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { isGitNewEnough, OLDEST_GIT, readGitVersion } from './git-version.ts';

describe('readGitVersion', () => {
  it('says what git says, without its words', async () => {
    const printed = execFileSync('git', ['version']).toString();
    expect(printed).toBe(`git version ${await readGitVersion()}\n`);
  });
});

describe('isGitNewEnough', () => {
  it.each([
    ['2.38', true],
    ['2.38.0', true],
    ['2.39.5', true],
    ['2.39.5 (Apple Git-154)', true],
    ['2.47.1.windows.1', true],
    ['2.100.0-rc1', true],
    ['3.0', true],
    ['2.37.9', false],
    ['2.9.5', false],
    ['1.99', false],
    ['', false],
    ['unknown', false],
  ])('judges %j by major and minor number: %s', (version, expected) => {
    expect(isGitNewEnough(version)).toBe(expected);
  });

  it('takes the oldest git that is promised', () => {
    expect(isGitNewEnough(OLDEST_GIT)).toBe(true);
  });
});
