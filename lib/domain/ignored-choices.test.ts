import { expect, test } from 'vitest';

import { describeIgnored } from './ignored-choices.ts';

const known = { state: ['open', 'past'], kind: ['behind'] };

test.each([
  [{}, null],
  [{ state: 'past', kind: 'behind', other: 'x' }, null],
  [{ state: '', kind: undefined }, null],
  [{ state: ['open', 'past'] }, null],
  [{ kind: 'zzz' }, 'In the address kind cannot be “zzz”: it counts as not asked for.'],
  [
    { state: ['open', 'x\u202E'], kind: 'y'.repeat(60) },
    `In the address state cannot be “x⟨U+202E⟩”, and kind cannot be “${'y'.repeat(40)}…”: they count as not asked for.`,
  ],
])('%j', (query, sentence) => {
  expect(describeIgnored(query, known)).toBe(sentence);
});
