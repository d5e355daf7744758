import { expect, test } from 'vitest';

import { failedStep, stepFrom } from '#lib/testing/transition-fixture.ts';

import { prepareTransition } from './prepare-transition.ts';

test('the verdict comes in words, with the numbers of the tables', () => {
  const step = stepFrom('go1.21.0', {
    conflicts: [['src/net/a.go', 'net']],
    adaptation: 1,
    own: 1964,
  });
  expect(prepareTransition(step)).toEqual({
    outcome: {
      title: '1 file in conflict',
      detail: '5 commits carried over as they were, 1 changed, 2 new',
    },
    handWork: { title: '1 line of adaptation', detail: 'and 1,964 of own work, in 1 file' },
    pressure: {
      title: '30 lines changed upstream',
      detail: 'in 2 files that the port edits too, by 4 commits',
    },
  });
});

test('a step that failed is not measured, and says why; it is neither clean nor a conflict', () => {
  const verdict = prepareTransition(failedStep('go1.21.0', 'Git ran out of time.'));
  expect(verdict.outcome).toEqual({ title: 'Not rehearsed', detail: 'Git ran out of time.' });
  expect(verdict.handWork).toEqual({ title: 'Not measured', detail: 'Git ran out of time.' });
});
