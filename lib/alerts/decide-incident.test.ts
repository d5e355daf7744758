import { describe, expect, test } from 'vitest';

import {
  clean,
  conflict,
  DAY,
  entry,
  FOLLOWED,
  HOUR,
  MUTED,
  tellStory,
  UNKNOWN,
  type AlertStory,
} from '#lib/testing/alert-story.ts';

const MINUTE = 60_000;

const kinds = (story: AlertStory) => story.events.map(({ kind }) => kind);

/** Conflict, clean, conflict, … one each `spacingMs`, with a look each minute up to an hour and each hour after. */
function alternate(spacingMs: number, times: number, isTip = false): AlertStory {
  const story = tellStory();
  for (let turn = 0; turn < times; turn += 1) {
    const id = String(turn);
    const seen = turn % 2 === 0 ? conflict(['a'], { id, isTip }) : clean({ id });
    for (let waitedMs = 0; waitedMs < spacingMs;) {
      story.look(seen);
      const stepMs = Math.min(waitedMs < HOUR ? 60_000 : HOUR, spacingMs - waitedMs);
      story.wait(stepMs);
      waitedMs += stepMs;
    }
  }
  return story;
}

const count = (story: AlertStory, kind: string) =>
  story.events.filter((event) => event.kind === kind && event.isOwed).length;

describe('beginning', () => {
  test('a conflict with a release is told at once, and looking again tells nothing', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }));
    const before = story.memory();
    for (let minute = 0; minute < 60; minute += 1) {
      story.wait(60_000);
      story.look(conflict(['a'], { id: '1' }));
    }
    expect(story.owed()).toEqual(['0h opened']);
    expect(story.memory()).toEqual(before);
  });

  test('a conflict with tip is told when a second evaluation has it', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1', isTip: true }));
    story.wait(HOUR);
    story.look(conflict(['a'], { id: '1', isTip: true }));
    expect(kinds(story)).toEqual([]);
    story.look(conflict(['a'], { id: '2', isTip: true }));
    expect(story.owed()).toEqual(['1h opened']);
  });

  test('a conflict with tip is told after 12 hours without another result, and not while looks fail', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1', isTip: true }));
    story.wait(12 * HOUR);
    story.look(UNKNOWN);
    expect(kinds(story)).toEqual([]);
    story.look(conflict(['a'], { id: '1', isTip: true }));
    expect(story.owed()).toEqual(['12h opened']);
  });

  test('a conflict with tip that the next evaluation does not have is never told', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1', isTip: true }));
    story.look(clean({ id: '2' }));
    story.wait(DAY);
    story.look(clean({ id: '2' }));
    expect(kinds(story)).toEqual([]);
  });

  test('what was so before anybody looked is recorded and alerts nobody, nor does its end', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }), true);
    story.wait(30 * DAY);
    story.look(conflict(['a'], { id: '2', severity: 'warning' }));
    story.look(FOLLOWED);
    expect(story.events.map(({ kind, isOwed }) => [kind, isOwed])).toEqual([
      ['opened', false],
      ['resolved', false],
    ]);
    expect(story.memory().incident?.isSilent).toBe(true);
  });

  test('what comes on top of what was so before is told, and then its end', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }), true);
    story.wait(7 * HOUR);
    story.look(conflict(['a', 'b'], { id: '2' }));
    story.look(FOLLOWED);
    expect(story.owed()).toEqual(['7h updated', '7h resolved']);
  });
});

describe('change', () => {
  test('more conflicts are told at most once in six hours, all of them together', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }));
    story.wait(HOUR);
    story.look(conflict(['a', 'b'], { id: '2' }));
    story.wait(HOUR);
    story.look(conflict(['a', 'b', 'c'], { id: '3' }));
    story.wait(4 * HOUR);
    story.look(conflict(['a', 'b', 'c'], { id: '3' }));
    expect(story.owed()).toEqual(['0h opened', '6h updated']);
    expect(kinds(story)).toEqual(['opened', 'changed', 'changed', 'updated']);
  });

  test('what came and went within the six hours is not told', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }));
    story.wait(HOUR);
    story.look(conflict(['a', 'b'], { id: '2' }));
    story.wait(HOUR);
    story.look(conflict(['a'], { id: '3' }));
    story.wait(DAY);
    story.look(conflict(['a'], { id: '3' }));
    expect(story.owed()).toEqual(['0h opened']);
  });

  test('fewer conflicts, other commits, another order and a patch worked out later are no news', () => {
    const story = tellStory();
    story.look(conflict(['a', 'b', 'c'], { id: '1' }));
    story.wait(DAY);
    story.look(conflict(['c', 'b'], { id: '2' }));
    story.look(conflict(['b', 'c', 'a'], { id: '3' }));
    story.look(conflict([entry('b', 'p1'), entry('c', 'p2')], { id: '4' }));
    expect(story.owed()).toEqual(['0h opened']);
  });

  test('another change of the port to the same path is news', () => {
    const story = tellStory();
    story.look(conflict([entry('a', 'p1')], { id: '1' }));
    story.wait(DAY);
    story.look(conflict([entry('a', 'p2')], { id: '2' }));
    expect(story.owed()).toEqual(['0h opened', '24h updated']);
  });

  test('more severe is told at once as such, and less severe never', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1', severity: 'info' }));
    story.wait(HOUR);
    story.look(conflict(['a'], { id: '2', severity: 'critical' }));
    story.look(conflict(['a'], { id: '3', severity: 'warning' }));
    story.look(conflict(['a'], { id: '4', severity: 'critical' }));
    expect(story.owed()).toEqual(['0h opened', '1h escalated']);
  });

  test('a result that only the method changed alerts nobody, whichever way it changed', () => {
    const story = tellStory();
    story.look(clean({ id: '1', subject: 'x' }));
    story.look(conflict(['a'], { id: '2', subject: 'x', method: 2 }));
    story.look(conflict(['a', 'b'], { id: '3', subject: 'x', method: 3 }));
    story.wait(DAY);
    story.look(conflict(['a', 'b'], { id: '3', subject: 'x', method: 3 }));
    story.look(clean({ id: '4', subject: 'x', method: 4 }));
    expect(story.owed()).toEqual([]);
    expect(kinds(story)).toEqual(['opened', 're-evaluated', 'resolved']);
  });

  test('a change of method hides nothing that still waits to be told', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }));
    story.wait(HOUR);
    story.look(conflict(['a', 'b'], { id: '2', subject: 'x' }));
    story.look(conflict(['a', 'b', 'c'], { id: '3', subject: 'x', method: 2 }));
    story.wait(5 * HOUR);
    story.look(conflict(['a', 'b', 'c'], { id: '3', subject: 'x', method: 2 }));
    expect(story.owed()).toEqual(['0h opened', '6h updated']);
  });

  test('a clean result that is found again by another method still ends what was told', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }));
    story.look(clean({ id: '2', subject: 'x' }));
    story.look(clean({ id: '3', subject: 'x', method: 2 }));
    expect(story.owed()).toEqual(['0h opened', '0h resolved']);
  });
});

describe('end', () => {
  test('it is over after two clean evaluations', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }));
    story.look(clean({ id: '2' }));
    story.look(clean({ id: '2' }));
    expect(story.owed()).toEqual(['0h opened']);
    story.look(clean({ id: '3' }));
    expect(kinds(story)).toEqual(['opened', 'recovering', 'resolved']);
    expect(story.owed()).toEqual(['0h opened', '0h resolved']);
  });

  test('it is over an hour after a clean evaluation, and not while looks fail', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }));
    story.look(clean({ id: '2' }));
    story.wait(HOUR);
    story.look(UNKNOWN);
    expect(story.owed()).toEqual(['0h opened']);
    story.look(clean({ id: '2' }));
    expect(story.owed()).toEqual(['0h opened', '1h resolved']);
  });

  test('a conflict while it recovers is no news', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }));
    story.look(clean({ id: '2' }));
    story.look(conflict(['a'], { id: '3' }));
    expect(story.owed()).toEqual(['0h opened']);
    expect(kinds(story)).toEqual(['opened', 'recovering', 'changed']);
  });

  test('when the port follows it is over at once', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }));
    story.look(FOLLOWED);
    story.look(FOLLOWED);
    expect(story.owed()).toEqual(['0h opened', '0h resolved']);
  });

  test('a muted last path closes it and tells nobody; unmuted it is told only if it is more than before', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }));
    story.look(MUTED);
    story.look(MUTED);
    story.wait(DAY);
    story.look(conflict(['a'], { id: '1' }));
    expect(story.events.map(({ kind, isOwed }) => [kind, isOwed])).toEqual([
      ['opened', true],
      ['closed', false],
      ['regressed', false],
    ]);
    story.look(FOLLOWED);
    expect(story.owed()).toEqual(['0h opened', '24h resolved']);
  });

  test('back within seven days it is the same incident, later a new one', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }));
    story.look(FOLLOWED);
    story.wait(6 * DAY);
    story.look(conflict(['a'], { id: '2' }));
    expect(story.memory().incident?.occurrence).toBe(2);
    story.look(FOLLOWED);
    story.wait(7 * DAY);
    story.look(conflict(['a'], { id: '3' }));
    expect(story.memory().incident?.occurrence).toBe(1);
    expect(story.owed()).toEqual([
      '0h opened',
      '0h resolved',
      '144h regressed',
      '144h resolved',
      '312h opened',
    ]);
  });
});

describe('errors', () => {
  test('they end nothing however long they last; after a day that is noted, and so is the first result', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }));
    for (let hour = 0; hour < 100; hour += 1) {
      story.wait(HOUR);
      story.look(UNKNOWN);
    }
    story.look(conflict(['a'], { id: '1' }));
    expect(kinds(story)).toEqual(['opened', 'stale', 'fresh']);
    expect(story.owed()).toEqual(['0h opened']);
  });
});

describe('what people do', () => {
  test('no more reminders come than there may be of its kind', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1', severity: 'critical', mostReminders: 1 }));
    for (let day = 0; day < 90; day += 1) {
      story.wait(DAY);
      story.look(conflict(['a'], { id: '1', severity: 'critical', mostReminders: 1 }));
    }
    expect(story.owed()).toEqual(['0h opened', `${7 * 24}h reminder`]);
  });

  test('reminders come after 7 days, then after twice as long each, and stop when it is acknowledged', () => {
    const story = tellStory();
    const seen = conflict(['a'], { id: '1', severity: 'critical' });
    for (let day = 0; day < 60; day += 1) {
      story.look(seen);
      story.wait(DAY);
    }
    expect(story.owed()).toEqual([
      '0h opened',
      ...[7, 21, 49].map((days) => `${days * 24}h reminder`),
    ]);
    story.acknowledge();
    for (let day = 0; day < 200; day += 1) {
      story.look(seen);
      story.wait(DAY);
    }
    expect(story.owed()).toHaveLength(4);
  });

  test('nothing is owed while it is snoozed, and at the end only what differs from what was told', () => {
    const story = tellStory();
    story.look(conflict(['a'], { id: '1' }));
    story.snooze(3 * DAY);
    story.wait(DAY);
    story.look(conflict(['a', 'b'], { id: '2' }));
    story.look(clean({ id: '3' }));
    story.look(conflict(['a', 'b'], { id: '4' }));
    story.wait(2 * DAY);
    story.look(conflict(['a', 'b'], { id: '4' }));
    story.look(conflict(['a', 'b'], { id: '4' }));
    expect(story.owed()).toEqual(['0h opened', '72h updated']);
  });

  test('an end while it is snoozed is told when the snooze is over, unless it came back', () => {
    const over = tellStory();
    over.look(conflict(['a'], { id: '1' }));
    over.snooze(DAY);
    over.look(FOLLOWED);
    over.wait(DAY);
    over.look(FOLLOWED);
    over.look(FOLLOWED);
    expect(over.owed()).toEqual(['0h opened', '24h resolved']);

    const back = tellStory();
    back.look(conflict(['a'], { id: '1' }));
    back.snooze(DAY);
    back.look(FOLLOWED);
    back.wait(HOUR);
    back.look(conflict(['a'], { id: '2' }));
    back.wait(DAY);
    back.look(conflict(['a'], { id: '2' }));
    expect(back.owed()).toEqual(['0h opened']);
  });
});

describe('flapping', () => {
  test.each([MINUTE, 5 * MINUTE, HOUR])(
    '100 results a moment apart (%i ms) make one opened, one flapping, and a summary a day',
    (spacingMs) => {
      const story = alternate(spacingMs, 100);
      const [opened, flapping, ...rest] = story.events.filter(({ isOwed }) => isOwed);
      expect([opened?.kind, flapping?.kind]).toEqual(['opened', 'flapping']);
      expect(new Set(rest.map(({ kind }) => kind))).toEqual(
        new Set(rest.length > 0 ? ['digest'] : []),
      );
      expect(rest.length).toBeLessThanOrEqual((100 * spacingMs) / DAY);
    },
  );

  test.each([61 * MINUTE, 6 * HOUR, 13 * HOUR, DAY, 2 * DAY, 55 * HOUR])(
    'results more than an hour apart (%i ms) add one end and one return, told before it can be known to flap',
    (spacingMs) => {
      const story = alternate(spacingMs, 100);
      const told = story.events.filter(({ isOwed }) => isOwed).map(({ kind }) => kind);
      expect(told.slice(0, 4)).toEqual(['opened', 'resolved', 'regressed', 'flapping']);
      expect(told.slice(4).every((kind) => kind === 'digest')).toBe(true);
      expect(count(story, 'digest')).toBeLessThanOrEqual((100 * spacingMs) / DAY);
    },
  );

  test.each([MINUTE, 5 * MINUTE, HOUR, 6 * HOUR, 11 * HOUR])(
    'on tip, results less than 12 hours apart (%i ms) that alternate are never told at all',
    (spacingMs) => {
      expect(alternate(spacingMs, 100, true).events).toEqual([]);
    },
  );

  test.each([MINUTE, 6 * HOUR, 2 * DAY])(
    'when it holds still for three days the reader is left with the true state (%i ms)',
    (spacingMs) => {
      for (const times of [50, 51]) {
        const story = alternate(spacingMs, times);
        const isConflict = times % 2 === 1;
        const id = String(times - 1);
        for (let hour = 0; hour < 24 * 8; hour += 1) {
          story.look(isConflict ? conflict(['a'], { id }) : clean({ id }));
          story.wait(HOUR);
        }
        expect(story.memory().told?.isPresent).toBe(isConflict);
        expect(story.memory().state).toBe(isConflict ? 'firing' : 'ok');
        expect(story.memory().flapping).toBeNull();
        const last = story.owed().at(-1) ?? '';
        expect(last.endsWith('resolved')).toBe(!isConflict);
      }
    },
  );

  test('results 56 hours or more apart are told one by one: each held for days', () => {
    const story = alternate(56 * HOUR, 10);
    expect(count(story, 'flapping')).toBe(0);
    expect(count(story, 'opened')).toBe(1);
    expect(count(story, 'resolved')).toBe(5);
    expect(count(story, 'regressed')).toBe(4);
  });
});
