// Arbitrary stories for the alert rules: results, errors, recomputations, crashes, a clock that runs and is put back, and what
// people do.
import * as fc from 'fast-check';

import type { DecidedEvent } from '#lib/alerts/decision.ts';
import type { Observation } from '#lib/alerts/observation.ts';
import type { AlertMemory } from '#lib/domain/alert-memory.ts';

import {
  clean,
  conflict,
  DAY,
  FOLLOWED,
  MUTED,
  tellStory,
  UNKNOWN,
  type AlertStory,
} from './alert-story.ts';

/** One to four things that are wrong. */
export const someEntries = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    type: fc.constant('content'),
    patchId: fc.constantFrom(null, 'p', 'q'),
  }),
  { minLength: 1, selector: ({ name }) => name },
);

export type Step =
  /** Of an evaluation of its own. */
  | { readonly kind: 'look'; readonly see: (id: string) => Observation }
  /** The last evaluation, by another method. */
  | { readonly kind: 'recompute'; readonly see: (id: string) => Observation }
  | { readonly kind: 'again' }
  /** Of an evaluation of its own, which nobody sees before the next step: whoever saw it was killed. */
  | { readonly kind: 'crash'; readonly see: (id: string) => Observation }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'acknowledge'; readonly is: boolean }
  | { readonly kind: 'snooze'; readonly ms: number };

const conflicting = fc
  .record({
    entries: someEntries,
    severity: fc.constantFrom('info' as const, 'warning' as const, 'critical' as const),
    isTip: fc.boolean(),
  })
  .map(
    ({ entries, ...seen }) =>
      (id: string) =>
        conflict(entries, { id, ...seen }),
  );
const result = fc.oneof(
  conflicting,
  fc.constant((id: string) => clean({ id })),
);
const look = (see: fc.Arbitrary<(id: string) => Observation>): fc.Arbitrary<Step> =>
  see.map((seen) => ({ kind: 'look', see: seen }));
const wait = (min: number, max: number): fc.Arbitrary<Step> =>
  fc.integer({ min, max }).map((ms) => ({ kind: 'wait', ms }));

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: look(result) },
  { weight: 2, arbitrary: look(fc.constant(() => UNKNOWN)) },
  {
    weight: 1,
    arbitrary: look(
      fc.constantFrom(
        () => FOLLOWED,
        () => MUTED,
      ),
    ),
  },
  { weight: 1, arbitrary: result.map((see): Step => ({ kind: 'recompute', see })) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'again' }) },
  { weight: 2, arbitrary: result.map((see): Step => ({ kind: 'crash', see })) },
  { weight: 5, arbitrary: wait(0, 3 * DAY) },
  // Sometimes weeks, sometimes a clock that is put back.
  { weight: 1, arbitrary: wait(-2 * DAY, 30 * DAY) },
  { weight: 1, arbitrary: fc.boolean().map((is): Step => ({ kind: 'acknowledge', is })) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 5 * DAY }).map((ms): Step => ({ kind: 'snooze', ms })),
  },
);

export interface SeenLook {
  readonly observation: Observation;
  /** What is remembered was evaluated, by another method than this one. */
  readonly isRecomputed: boolean;
  readonly isSnoozed: boolean;
  readonly atMs: number;
  readonly before: AlertMemory;
  /** What another process had decided at the same moment that was killed before it could store it. */
  readonly lost: readonly DecidedEvent[];
  readonly events: readonly DecidedEvent[];
}

/** Plays the steps; hands over each look with what came of it. */
export function playStory(
  steps: readonly Step[],
  onLook: (look: SeenLook, story: AlertStory) => void = () => undefined,
): AlertStory {
  const story = tellStory();
  let last: Observation = UNKNOWN;
  let snoozedUntilMs = 0;
  for (const [place, each] of steps.entries()) {
    const atMs = story.now().getTime();
    switch (each.kind) {
      case 'wait':
        story.wait(each.ms);
        break;
      case 'acknowledge':
        story.acknowledge(each.is);
        break;
      case 'snooze':
        story.snooze(each.ms);
        snoozedUntilMs = atMs + each.ms;
        break;
      case 'crash':
        last = each.see(String(place));
        story.lose(last);
        break;
      case 'again':
      case 'look':
      case 'recompute': {
        if (each.kind === 'look') last = each.see(String(place));
        const before = story.memory();
        const isRecomputed = each.kind === 'recompute' && isOfStored(last, before);
        if (each.kind === 'recompute') {
          last = byAnotherMethod(last, each.see(String(place)), place);
        }
        const lost = story.lose(last);
        const events = story.look(last);
        const isSnoozed = atMs < snoozedUntilMs;
        onLook({ observation: last, isRecomputed, isSnoozed, atMs, before, lost, events }, story);
        break;
      }
      default:
        throw new Error('There is no such step.');
    }
  }
  return story;
}

/** A result that a crash undid is news to whoever sees it next, by whichever method. */
function isOfStored(last: Observation, { evaluation }: AlertMemory): boolean {
  return 'evaluation' in last && last.evaluation.subject === evaluation?.subject;
}

/** The result of the second, of the subject of the first; what was no result cannot be recomputed. */
function byAnotherMethod(last: Observation, other: Observation, method: number): Observation {
  if (!('evaluation' in last) || !('evaluation' in other)) return last;
  const severity = last.kind === 'present' ? { severity: last.severity } : {};
  const evaluation = {
    ...other.evaluation,
    subject: last.evaluation.subject,
    methodVersion: method + 2,
  };
  return other.kind === 'present'
    ? { ...other, ...severity, evaluation }
    : { ...other, evaluation };
}
