import { expect, test } from 'vitest';

import { choosePair, type PairChoice } from './release-pair.ts';

function choice(release: string, line: string, over: Partial<PairChoice> = {}): PairChoice {
  return { release, line, kind: 'patch', unmeasuredReason: null, ...over };
}

const choices = [
  choice('go1.20', 'go1.20', { kind: 'first' }),
  choice('go1.20.1', 'go1.20'),
  choice('go1.21.0', 'go1.21', { kind: 'first' }),
  choice('go1.22.0', 'go1.22', { kind: 'first' }),
  choice('go1.22.1', 'go1.22'),
  choice('go1.22.2', 'go1.22', { unmeasuredReason: 'It waits for its turn to be measured.' }),
];

test.each([
  [null, null, 'go1.21.0', 'go1.22.1'],
  [null, 'go1.20.1', 'go1.20', 'go1.20.1'],
  [null, 'go1.20', null, 'go1.20'],
  ['go1.20', null, 'go1.20', 'go1.22.1'],
  ['go1.21', 'go1.22', 'go1.21.0', 'go1.22.0'],
  ['go1.22.1', 'go1.20', 'go1.22.1', 'go1.20'],
  ['nonsense', 'go1.99', 'nonsense', 'go1.99'],
  ['go1.20', 'go1.22.2', 'go1.20', 'go1.22.2'],
])('%s to %s means %s to %s', (from, to, meantFrom, meantTo) => {
  expect(choosePair(choices, { from, to })).toEqual({ from: meantFrom, to: meantTo });
});

test('without rebases there is nothing to compare', () => {
  expect(choosePair([], { from: null, to: null })).toEqual({ from: null, to: null });
});
