import { expect, test } from 'vitest';

import { announceWork, describeUnderWay } from './describe-under-way.ts';

test('each work says what it is and how far, and jobs how many are left', () => {
  const { works } = describeUnderWay({
    progress: [
      { id: 'fetch:golang/go', stage: 'Receiving objects', done: 30, total: 40, unit: 'objects' },
      { id: 'fetch:a/b', stage: 'Receiving objects', done: 2000, total: null, unit: 'bytes' },
    ],
    jobs: [{ task: 'measure-line', count: 14 }],
    version: '1',
  });
  expect(works).toEqual([
    {
      id: 'fetch:golang/go',
      title: 'Fetching golang/go',
      detail: 'Receiving objects, 30 of 40 objects',
      share: 0.75,
    },
    { id: 'fetch:a/b', title: 'Fetching a/b', detail: 'Receiving objects, 2.0 kB', share: null },
    { id: 'measure-line', title: 'Measuring', detail: '14 release lines to go', share: null },
  ]);
});

test('those who listen are told of each quarter, not of each percent', () => {
  const said = [0.1, 0.26, 0.3, 0.49, 0.5, 1].map((share) =>
    announceWork([{ id: 'a', title: 'Fetching a/b', detail: '', share }]),
  );
  expect(said).toEqual([
    'Fetching a/b',
    'Fetching a/b, 25 %',
    'Fetching a/b, 25 %',
    'Fetching a/b, 25 %',
    'Fetching a/b, 50 %',
    'Fetching a/b, 100 %',
  ]);
  expect(announceWork([])).toBe('');
});
