import { expect, test } from 'vitest';

import { findNodeProblem } from './find-node-problem.js';

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s will do', (version) => {
  expect(findNodeProblem(version)).toBeNull();
});

test.each(['18.20.0', '20.18.3', '16.0.0'])(
  '%s is too old, and the sentence says what is not',
  (version) => {
    expect(findNodeProblem(version)).toBe(
      `Node ${version} is too old: install Node 20.19 or newer.`,
    );
  },
);
