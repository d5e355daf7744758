import { expect, test } from 'vitest';

import { failedStep, rebaseWith, stepFrom } from '#lib/testing/transition-fixture.ts';

import { packEffort, unpackEffort } from './packed-effort.ts';
import { prepareEffort } from './prepare-effort.ts';

test('what is unpacked is what was packed: measured, failed, and the first of all', () => {
  const effort = prepareEffort(
    [
      rebaseWith('go1.21.0', null),
      rebaseWith('go1.21.1', stepFrom('go1.21.0', { own: 4, adaptation: 3 })),
      rebaseWith('go1.22.0', failedStep('go1.21.1', 'Git ran out of time.')),
    ],
    { releases: 'all', range: null, subsystem: null },
  );
  expect({ ...unpackEffort(packEffort(effort)), finding: effort.finding }).toEqual(effort);
});
