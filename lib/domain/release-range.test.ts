import { expect, test } from 'vitest';

import { parseGoRelease, releaseOrder } from './go-release.ts';
import { chooseRange, describeMended, isChosen, sayRange } from './release-range.ts';

const releases = ['go1.19', 'go1.20', 'go1.20.3', 'go1.21.0', 'go1.21.4', 'go1.22.0'].map(
  (release) => {
    const parsed = parseGoRelease(release);
    if (parsed === null) throw new Error(release);
    return { release, order: releaseOrder(parsed), kind: parsed.kind };
  },
);

function shown(from: string | null, to: string | null): readonly string[] {
  const { range } = chooseRange(releases, { from, to });
  return releases
    .filter((each) => isChosen(each, { releases: 'all', range }))
    .map(({ release }) => release);
}

test.each([
  [null, null, 'go1.19', 'go1.22.0'],
  ['go1.20', null, 'go1.20', 'go1.22.0'],
  [null, 'go1.20.3', 'go1.19', 'go1.20.3'],
  ['go1.20', 'go1.21', 'go1.20', 'go1.21.0'],
  ['go1.21', 'go1.21', 'go1.21.0', 'go1.21.0'],
])('%s to %s is shown from %s to %s, without a word', (from, to, first, last) => {
  expect([shown(from, to)[0], shown(from, to).at(-1)]).toEqual([first, last]);
  expect(chooseRange(releases, { from, to }).fault).toBe(null);
});

test.each([
  ['banana', null, '“banana” is no release of Go: every release is shown.'],
  ['banana', 'go1.20', '“banana” is no release of Go: the releases up to go1.20 are shown.'],
  [
    'go1.22.0',
    'go1.20',
    'The range went backwards, from go1.22.0 to go1.20: the releases from go1.20 to go1.22.0 are shown.',
  ],
  [
    'go1.20.1',
    'go1.21.9',
    'There is no rebase on go1.20.1 nor on go1.21.9: the releases from go1.20.3 to go1.21.4 are shown.',
  ],
  ['go1.30.0', null, 'There is no rebase on go1.30.0: the releases from go1.22.0 on are shown.'],
  [null, 'go1.2', 'There is no rebase on go1.2: the releases up to go1.19 are shown.'],
  [
    'go1.21.1',
    'go1.21.2',
    'There is no rebase on go1.21.1 nor on go1.21.2: the releases from go1.21.0 to go1.21.4 are shown.',
  ],
  [
    'go1.22.0',
    'go1.20.1',
    'There is no rebase on go1.20.1, and the range went backwards, from go1.22.0 to go1.20.1: the releases from go1.20.3 to go1.22.0 are shown.',
  ],
  [
    'x'.repeat(50),
    'go1.20',
    `“${'x'.repeat(40)}…” is no release of Go: the releases up to go1.20 are shown.`,
  ],
])('%s to %s is mended, and one sentence says so', (from, to, sentence) => {
  expect(describeMended(chooseRange(releases, { from, to }))).toBe(sentence);
  expect(shown(from, to).length).toBeGreaterThan(0);
});

test('whatever is wanted, something is shown, and in order', () => {
  const wanted = [null, '', 'x', 'go1.2', 'go1.20', 'go1.20.9', 'go1.21', 'go1.22.0', 'go1.40'];
  for (const from of wanted) {
    for (const to of wanted) {
      const names = shown(from, to);
      expect(names.length, `${from} to ${to}`).toBeGreaterThan(0);
    }
  }
});

test('a port without rebases has no range, and nothing to complain of', () => {
  expect(chooseRange([], { from: 'go1.20', to: 'x' })).toEqual({ range: null, fault: null });
});

test('first releases of a range are those of both', () => {
  const { range } = chooseRange(releases, { from: 'go1.20', to: 'go1.21.4' });
  expect(
    releases.filter((each) => isChosen(each, { releases: 'first', range })).map((at) => at.release),
  ).toEqual(['go1.20', 'go1.21.0']);
});

test('a sentence says which range it is about', () => {
  expect(sayRange('No file conflicted', null)).toBe('No file conflicted');
  expect(sayRange('No file conflicted', { from: 'go1.20', to: null })).toBe(
    'From go1.20 on, no file conflicted',
  );
  expect(sayRange('3 steps', { from: null, to: 'go1.20' })).toBe('Up to go1.20, 3 steps');
});
