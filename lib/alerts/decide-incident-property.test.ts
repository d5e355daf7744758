// Whatever happens in whatever order, with crashes in and between looks, the rules keep their word.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { IncidentEventKind } from '#lib/domain/alert.ts';
import type { AlertEntry } from '#lib/domain/alert-memory.ts';
import { clean, conflict, DAY, entry, HOUR, MUTED } from '#lib/testing/alert-story.ts';
import {
  playStory,
  type SeenLook,
  someEntries,
  type Step,
  step,
} from '#lib/testing/random-alert-story.ts';

import { entriesBeyond, fingerprintOf, isSameSet } from './alert-entries.ts';
import type { DecidedEvent } from './decision.ts';

const steps = fc.array(step, { maxLength: 50 });
const runs = { numRuns: 150 };

function owedKinds(events: readonly DecidedEvent[]): readonly IncidentEventKind[] {
  return events.filter(({ isOwed }) => isOwed).map(({ kind }) => kind);
}

test('to look again at the same moment changes nothing, also after a crash', () => {
  fc.assert(
    fc.property(steps, (all) => {
      playStory(all, ({ observation }, story) => {
        const before = story.memory();
        expect(story.look(observation)).toEqual([]);
        expect(story.memory()).toEqual(before);
      });
    }),
    runs,
  );
});

test('what a crash undid is decided again as it was, and nothing of it is left', () => {
  fc.assert(
    fc.property(steps, (all) => {
      playStory(all, ({ lost, events }) => expect(events).toEqual(lost));
    }),
    runs,
  );
});

/** What somebody believes who reads every message. */
interface Belief {
  readonly isPresent: boolean;
  readonly entries: readonly AlertEntry[];
}

/** Null: it tells what the reader did not know, or what they are to be told all the same. */
function findNeedless(
  kind: IncidentEventKind,
  { observation, isSnoozed }: SeenLook,
  belief: Belief | null,
): string | null {
  const isPresent = observation.kind === 'present';
  const entries = isPresent ? observation.entries : [];
  const isNews =
    belief === null || !belief.isPresent || entriesBeyond(entries, belief.entries).length > 0;
  if (isSnoozed) return `${kind} while it is snoozed`;
  if (observation.kind === 'unknown') return `${kind} of no result`;
  if (['regressed', 'updated'].includes(kind) && !isNews) return `${kind} of what is known`;
  if (kind === 'resolved' && belief === null) return 'resolved, and nothing was told before';
  const ofPresent = ['opened', 'regressed', 'updated', 'escalated', 'reminder'];
  return ofPresent.includes(kind) && !isPresent ? `${kind}, and nothing is wrong` : null;
}

test('nothing is owed without something that subscribers do not know', () => {
  fc.assert(
    fc.property(steps, (all) => {
      let belief: Belief | null = null;
      playStory(all, (look, story) => {
        const { observation } = look;
        for (const kind of owedKinds(look.events)) {
          expect(findNeedless(kind, look, belief)).toBeNull();
          if (kind === 'escalated') {
            // That goes to those only who had not been told, and who are owed the end from then on.
            belief ??= { isPresent: true, entries: story.memory().told?.entries ?? [] };
            continue;
          }
          const isPresent = observation.kind === 'present';
          belief = { isPresent, entries: isPresent ? observation.entries : [] };
        }
        // An incident of its own: nobody was told of this one.
        if (story.memory().told === null) belief = null;
      });
    }),
    runs,
  );
});

test('an end follows a beginning that was recorded, and is recorded once and told at most once', () => {
  const ends = new Set<IncidentEventKind>(['resolved', 'closed']);
  fc.assert(
    fc.property(steps, (all) => {
      const { events } = playStory(all);
      let isOpen = false;
      let isEndOwed = false;
      const wrong = events.filter(({ kind, isOwed }) => {
        const isBeginning = kind === 'opened' || kind === 'regressed';
        if (!isBeginning && !ends.has(kind)) return false;
        const isRight = isBeginning ? !isOpen : isOpen || (isEndOwed && isOwed);
        // One that fell into a snooze is told after it.
        isEndOwed = isOpen && !isOwed;
        isOpen = isBeginning;
        return !isRight;
      });
      expect(wrong).toEqual([]);
    }),
    runs,
  );
});

test('a look without a result opens nothing, ends nothing and tells nothing', () => {
  fc.assert(
    fc.property(steps, (all) => {
      playStory(all, ({ observation, events, before }, story) => {
        const isUnknown = observation.kind === 'unknown';
        const { state, told, flips } = story.memory();
        const now = { state, isTold: told?.isPresent, flips: flips.length };
        const then = {
          state: before.state,
          isTold: before.told?.isPresent,
          flips: before.flips.length,
        };
        expect(isUnknown ? now : then).toEqual(then);
        expect(isUnknown ? events.filter(({ kind }) => kind !== 'stale') : []).toEqual([]);
      });
    }),
    runs,
  );
});

test('a result that only the method turned opens and ends nothing that anybody is told of', () => {
  fc.assert(
    fc.property(steps, (all) => {
      playStory(all, ({ isRecomputed, before, observation, events }) => {
        const isTurned = isRecomputed && before.last !== null && before.last !== observation.kind;
        // An end that a snooze held back may be told at any look.
        const isWaiting = before.incident?.isEndOwed === true;
        const loud = owedKinds(events).filter((kind) =>
          ['opened', 'regressed', 'flapping', 'resolved', 'closed'].includes(kind),
        );
        expect(isTurned && !isWaiting ? loud : []).toEqual([]);
      });
    }),
    runs,
  );
});

test('more of the same is told at most once in six hours, a summary once a day, a reminder once a week', () => {
  const leastMs = new Map<IncidentEventKind, number>([
    ['updated', 6 * HOUR],
    ['digest', DAY],
    ['reminder', 7 * DAY],
  ]);
  const forward = steps.map((all) => all.filter((each) => each.kind !== 'wait' || each.ms >= 0));
  fc.assert(
    fc.property(forward, (all) => {
      const lastMs = new Map<IncidentEventKind, number>();
      playStory(all, ({ atMs, events }) => {
        for (const kind of owedKinds(events)) {
          const sinceMs = atMs - (lastMs.get(kind) ?? Number.NEGATIVE_INFINITY);
          expect(sinceMs).toBeGreaterThanOrEqual(leastMs.get(kind) ?? 0);
          lastMs.set(kind, atMs);
        }
      });
    }),
    runs,
  );
});

/** What somebody muted and what another method sees otherwise ends without a word. */
function isAloud(each: Step): boolean {
  return each.kind !== 'recompute' && !(each.kind === 'look' && each.see('') === MUTED);
}

test.each([
  ['clean', clean({ id: 'end' })],
  ['in conflict', conflict(['z'], { id: 'end' })],
])(
  'whatever happened, four days of one result leave subscribers with the truth: %s',
  (_, ending) => {
    fc.assert(
      fc.property(steps, (all) => {
        const story = playStory(all.filter(isAloud));
        story.wait(40 * DAY);
        for (let hour = 0; hour <= 24 * 4; hour += 1) {
          story.look(ending);
          story.wait(HOUR);
        }
        const { told, state, flapping, incident } = story.memory();
        const isConflict = ending.kind === 'present';
        expect([state, flapping]).toEqual([isConflict ? 'firing' : 'ok', null]);
        const believed = told?.isPresent === true ? told.entries : [];
        expect(isConflict ? isSameSet(believed, [entry('z')]) : true).toBe(true);
        // Nobody who was told of a beginning waits for the end.
        expect(incident?.isHeard ?? false).toBe(isConflict);
      }),
      { numRuns: 60 },
    );
  },
);

test('the same set has the same fingerprint in any order', () => {
  fc.assert(
    fc.property(someEntries, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), (set, keys) => {
      const shuffled = set
        .map((each, place) => ({ each, key: keys[place] ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ each }) => each);
      expect(fingerprintOf(shuffled)).toBe(fingerprintOf(set));
      expect(isSameSet(shuffled, set)).toBe(true);
    }),
  );
});
