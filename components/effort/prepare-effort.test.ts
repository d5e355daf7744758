import { expect, test } from 'vitest';

import { chooseRange } from '#lib/domain/release-range.ts';
import { failedStep, rebaseWith, stepFrom } from '#lib/testing/transition-fixture.ts';

import { prepareConflictMatrix } from './prepare-conflict-matrix.ts';
import { prepareEffort } from './prepare-effort.ts';

const history = [
  rebaseWith('go1.21.0', null),
  rebaseWith('go1.21.1', stepFrom('go1.21.0', { own: 4 })),
  rebaseWith(
    'go1.22.0',
    stepFrom('go1.21.1', {
      conflicts: [
        ['src/net/a.go', 'net'],
        ['src/net/b.go', 'net'],
      ],
      adaptation: 40,
    }),
  ),
  rebaseWith('go1.22.1', failedStep('go1.22.0', 'Git ran out of time.')),
  rebaseWith(
    'go1.23.0',
    stepFrom('go1.22.1', { conflicts: [['src/net/b.go', 'net']], adaptation: 7, own: 2 }),
  ),
];

const all = { releases: 'all', range: null, subsystem: null } as const;

test('a step that is not measured is a gap with its reason, never a 0', () => {
  const { points } = prepareEffort(history, all);
  expect(points.map(({ release, measure, reason }) => [release, measure?.own ?? reason])).toEqual([
    ['go1.21.0', 'It is the first rebase: there is none before it.'],
    ['go1.21.1', 4],
    ['go1.22.0', 0],
    ['go1.22.1', 'Git ran out of time.'],
    ['go1.23.0', 2],
  ]);
});

test('each panel has its own unit, from 0 to a round number with room above its highest bar', () => {
  const { panels } = prepareEffort(history, all);
  expect(panels.map(({ id, ticks }) => [id, ticks])).toEqual([
    ['conflicts', [0, 3]],
    ['adaptation', [0, 60]],
    ['own', [0, 6]],
    ['pressure', [0, 40]],
  ]);
});

test('one subsystem counts what is in it, and 0 where a measured step has nothing of it', () => {
  const { points } = prepareEffort(history, { releases: 'all', range: null, subsystem: 'os' });
  expect(points[2]?.measure).toEqual({ conflicts: 0, adaptation: 0, own: 0, pressure: 0 });
  const net = prepareEffort(history, { releases: 'all', range: null, subsystem: 'net' });
  expect(net.points[2]?.measure).toEqual({ conflicts: 2, adaptation: 40, own: 0, pressure: 30 });
});

test('the finding has the numbers of the bars', () => {
  expect(prepareEffort(history, all).finding).toBe(
    'No patch release cost any adaptation; each new release line cost 7 to 40 lines',
  );
  expect(prepareEffort(history, { releases: 'first', range: null, subsystem: 'net' }).finding).toBe(
    'Each new release line in net cost 7 to 40 lines',
  );
  expect(prepareEffort(history, { ...all, releases: 'first' }).finding).toBe(
    'Each new release line cost 7 to 40 lines',
  );
  expect(prepareEffort(history.slice(0, 1), all).finding).toBe(
    'No step from one rebase to the next is measured yet',
  );
});

test('a range and first releases narrow panels and matrix alike, and the finding says which range', () => {
  const { range } = chooseRange(history, { from: 'go1.22.0', to: null });
  const effort = prepareEffort(history, { ...all, range });
  expect(effort.points.map(({ release }) => release)).toEqual(['go1.22.0', 'go1.22.1', 'go1.23.0']);
  expect(effort.finding).toBe('From go1.22.0 on, each new release line cost 7 to 40 lines');
  const matrix = prepareConflictMatrix(history, { ...all, range });
  expect(matrix.lines).toEqual(['go1.22', 'go1.23']);
  expect(matrix.finding).toBe(
    'From go1.22.0 on, 1 file of 2 that ever conflicted did so on more than one release line',
  );
  const end = chooseRange(history, { from: 'go1.23.0', to: 'go1.23.0' }).range;
  expect(prepareConflictMatrix(history, { ...all, range: end }).rows).toHaveLength(1);
  const firsts = prepareConflictMatrix(history, { ...all, releases: 'first' });
  expect(firsts.lines).toEqual(['go1.22', 'go1.23']);
});

test('of one new line alone it is not said that each cost as much', () => {
  const { range } = chooseRange(history, { from: 'go1.23.0', to: 'go1.23.0' });
  expect(prepareEffort(history, { ...all, range }).finding).toBe(
    'At go1.23.0, the new release line cost 7 lines',
  );
});

test('what is narrowed to the first rebase of all still says that it is the first', () => {
  const { range } = chooseRange(history, { from: null, to: 'go1.21.1' });
  const { points } = prepareEffort(history, { ...all, range });
  expect(points[0]?.reason).toBe('It is the first rebase: there is none before it.');
  const later = chooseRange(history, { from: 'go1.22.1', to: null }).range;
  expect(prepareEffort(history, { ...all, range: later }).points[0]?.reason).toBe(
    'Git ran out of time.',
  );
});

test('the matrix tells conflict from none and from not measured, most often first', () => {
  const matrix = prepareConflictMatrix(history, all);
  expect(matrix.lines).toEqual(['go1.21', 'go1.22', 'go1.23']);
  expect(matrix.rows).toEqual([
    {
      path: 'src/net/b.go',
      cells: [
        { kind: 'none' },
        { kind: 'conflict', release: 'go1.22.0', from: 'go1.21.1' },
        { kind: 'conflict', release: 'go1.23.0', from: 'go1.22.1' },
      ],
      count: 2,
    },
    {
      path: 'src/net/a.go',
      cells: [
        { kind: 'none' },
        { kind: 'conflict', release: 'go1.22.0', from: 'go1.21.1' },
        { kind: 'none' },
      ],
      count: 1,
    },
  ]);
  expect(matrix.finding).toBe(
    '1 file of 2 that ever conflicted did so on more than one release line',
  );
  const failed = [
    rebaseWith('go1.21.0', null),
    rebaseWith('go1.22.0', failedStep('go1.21.0', 'x')),
    rebaseWith('go1.23.0', stepFrom('go1.22.0', { conflicts: [['src/a.go', 'other library']] })),
  ];
  expect(prepareConflictMatrix(failed, all).rows[0]?.cells[0]).toEqual({ kind: 'unmeasured' });
  // One clean step does not speak for another of the same line.
  const half = [
    rebaseWith('go1.21.0', null),
    rebaseWith('go1.22.0', failedStep('go1.21.0', 'x')),
    rebaseWith('go1.22.1', stepFrom('go1.22.0')),
    rebaseWith('go1.23.0', stepFrom('go1.22.1', { conflicts: [['src/a.go', 'other library']] })),
  ];
  expect(prepareConflictMatrix(half, all).rows[0]?.cells[0]).toEqual({ kind: 'unmeasured' });
});

test('the matrix shows the first twelve and knows how many there are', () => {
  const conflicts = Array.from({ length: 20 }, (_, index) => [`src/${index}.go`, 'net'] as const);
  const matrix = prepareConflictMatrix(
    [rebaseWith('go1.21.0', null), rebaseWith('go1.22.0', stepFrom('go1.21.0', { conflicts }))],
    all,
  );
  expect([matrix.rows.length, matrix.total]).toEqual([12, 20]);
  expect(prepareConflictMatrix(history.slice(0, 3), { ...all, subsystem: 'os' }).finding).toBe(
    'No file of os has been in conflict',
  );
});

test('no conflict is said of what is rehearsed alone', () => {
  expect(prepareConflictMatrix(history, { ...all, subsystem: 'os' }).finding).toBe(
    'No file of os has been in conflict in the 3 steps of 4 that are rehearsed',
  );
  const unknown = [
    rebaseWith('go1.21.0', null),
    rebaseWith('go1.22.0', failedStep('go1.21.0', 'x')),
    rebaseWith('go1.23.0', null),
  ];
  expect(prepareConflictMatrix(unknown, all).finding).toBe(
    'No step is rehearsed yet, so no conflict is known',
  );
  for (const rebases of [unknown.slice(0, 1), []]) {
    expect(prepareConflictMatrix(rebases, all).finding).toBe(
      'There is no step that could meet a conflict',
    );
  }
});
