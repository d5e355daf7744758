// Decides what a look at a watched thing makes of its incident, and what subscribers are owed of it. Pure: the clock is
// passed in, and whatever matters later is in the memory, so a repeated or interrupted look decides the same.
//
//   ok ─▶ pending ─▶ firing ⇄ recovering ─▶ ok
//
// - What cannot come and go (a release) fires at once; what can (tip) after a confirmation, see observation.ts.
// - It is over after two clean evaluations or an hour, or at once when there is nothing left to watch.
// - An error has no result: it changes nothing but, after a day, to say so.
// - What comes back within 7 days is the same incident again.
// - Four changes within 7 days: it flaps. One message says so, then at most one a day, and none when nothing changed; after
//   three days without a change the true state is told, unless the last message had it.
// - Subscribers are owed what differs from what they were told last, and nothing else. Fewer conflicts, other commits, a
//   change of method and what was so before anybody looked are no news; while it is snoozed nothing is.
// - An end is recorded even when nobody was told of the beginning; it is owed only when somebody was.
import type { AlertMemory } from '#lib/domain/alert-memory.ts';
import { assertNever } from '#lib/domain/assert-never.ts';

import { entriesBeyond, isSameSet, sortEntries } from './alert-entries.ts';
import {
  endIncident,
  startFlapping,
  tellFlapping,
  tellNews,
  thenTellEnd,
} from './decide-messages.ts';
import {
  elapsedMs,
  isHeld,
  isOpen,
  quiet,
  withContent,
  withoutFuture,
  withTold,
  type Decision,
  type Look,
  type Over,
  type Present,
  type Result,
} from './decision.ts';

export function decideIncident(remembered: AlertMemory, look: Look): Decision {
  const memory = withoutFuture(remembered, look.now);
  const { observation } = look;
  switch (observation.kind) {
    case 'unknown':
      return noteFailure(memory, look);
    case 'over':
      return thenTellEnd(endAtOnce(noteResult(memory, look), observation, look), look);
    case 'absent':
    case 'present':
      return thenTellEnd(followResult(noteResult(memory, look), observation, look), look);
    default:
      return assertNever(observation);
  }
}

/** A look without a result. */
function noteFailure(memory: AlertMemory, { now, limits }: Look): Decision {
  const failingSince = memory.failingSince ?? now;
  const isLong = isOpen(memory) && elapsedMs(failingSince, now) >= limits.staleMs;
  return isLong && !memory.isStale
    ? { memory: { ...memory, failingSince, isStale: true }, events: [quiet('stale')] }
    : { memory: { ...memory, failingSince }, events: [] };
}

function noteResult(memory: AlertMemory, { now, limits }: Look): Decision {
  const wasStale = memory.isStale && isOpen(memory);
  const flips = memory.flips.filter((at) => elapsedMs(at, now) < limits.flipWindowMs);
  return {
    memory: { ...memory, failingSince: null, isStale: false, flips },
    events: wasStale ? [quiet('fresh')] : [],
  };
}

/** There is nothing left to watch. What comes back is seen with fresh eyes. */
function endAtOnce(turn: Decision, { as, isQuiet }: Over, look: Look): Decision {
  const ended = isOpen(turn.memory) ? endIncident(turn, { as, isUnheard: isQuiet, look }) : turn;
  const memory: AlertMemory = { ...ended.memory, state: 'ok', last: null, run: null, flips: [] };
  return { ...ended, memory };
}

function followResult(turn: Decision, result: Result, look: Look): Decision {
  const { memory } = turn;
  const isNews = memory.evaluation?.id !== result.evaluation.id;
  if (look.isSilent) return absorb(turn, result, look);
  if (isOtherByMethod(memory, result)) return tell(absorb(turn, result, look), result, look);

  // The first thing ever seen to be wrong is a change too: it was not so before anybody looked.
  const isFlip = result.kind === 'present' ? memory.last !== 'present' : memory.last === 'present';
  const counted = countResult(memory, result, { isNews, isFlip, now: look.now });
  const moved = moveOn({ ...turn, memory: counted }, result, look);
  return tell(startFlapping(moved, { result, look, isFlip }), result, look);
}

function tell(turn: Decision, result: Result, look: Look): Decision {
  return turn.memory.flapping === null
    ? tellNews(turn, result, look)
    : tellFlapping(turn, result, look);
}

/** Whether the result is another one than before, and nothing but the method can have made it so. */
function isOtherByMethod(memory: AlertMemory, result: Result): boolean {
  const { evaluation, last } = memory;
  const isRecomputed =
    evaluation !== null &&
    evaluation.id !== result.evaluation.id &&
    evaluation.subject === result.evaluation.subject &&
    evaluation.methodVersion !== result.evaluation.methodVersion;
  return isRecomputed && (last !== result.kind || (result.kind === 'present' && isOpen(memory)));
}

/** Takes a result for what was known all along; what it adds counts as told, and nothing else. */
function absorb(turn: Decision, result: Result, look: Look): Decision {
  const memory: AlertMemory = {
    ...turn.memory,
    evaluation: result.evaluation,
    last: result.kind,
    run: { evaluations: 1, since: look.now },
  };
  const { incident, told } = memory;
  const isThere = isOpen(memory);
  if (result.kind === 'absent') {
    return isThere
      ? endIncident({ ...turn, memory }, { as: 'resolved', isUnheard: true, look })
      : { ...turn, memory: { ...memory, state: 'ok' } };
  }
  const entries = sortEntries(result.entries);
  const { severity } = result;
  if (!isThere || incident === null) {
    const opened = openIncident({ ...turn, memory }, result, { look, isUnheard: true });
    const all = { isPresent: true, entries, severity, at: look.now, reminders: 0 };
    return { ...opened, memory: { ...opened.memory, told: all } };
  }
  const added = entriesBeyond(entries, incident.entries);
  const known = told && { ...told, severity, entries: sortEntries([...told.entries, ...added]) };
  return {
    memory: withContent({ ...memory, state: 'firing', told: known }, result, look.now),
    events: isSameSet(entries, incident.entries)
      ? turn.events
      : [...turn.events, quiet('re-evaluated')],
  };
}

/** Counts evaluations of one result in a row, and the changes from one result to the other. */
function countResult(
  memory: AlertMemory,
  { kind, evaluation }: Result,
  {
    isNews,
    isFlip,
    now,
  }: { readonly isNews: boolean; readonly isFlip: boolean; readonly now: Date },
): AlertMemory {
  const { run } = memory;
  return {
    ...memory,
    evaluation,
    last: kind,
    run:
      isFlip || run === null
        ? { evaluations: 1, since: now }
        : { ...run, evaluations: run.evaluations + (isNews ? 1 : 0) },
    flips: isFlip ? [...memory.flips, now] : memory.flips,
  };
}

/** The state machine: from state to state, with the incident's beginning and end. */
function moveOn(turn: Decision, result: Result, look: Look): Decision {
  const { memory } = turn;
  const { state, run, flapping } = memory;
  if (run === null) throw new Error('A result was not counted.');
  const to = (next: AlertMemory['state']): AlertMemory => ({ ...memory, state: next });
  const add = (kind: 'recovering' | 'changed') =>
    flapping === null ? [...turn.events, quiet(kind)] : turn.events;
  if (result.kind === 'present') {
    if (state === 'firing') return turn;
    if (state === 'recovering') return { memory: to('firing'), events: add('changed') };
    const isConfirmed = result.confirm === null || isEnough(run, result.confirm, look.now);
    return isConfirmed
      ? openIncident(turn, result, { look, isUnheard: false })
      : { ...turn, memory: to('pending') };
  }
  if (state === 'ok' || state === 'pending') return { ...turn, memory: to('ok') };
  const isLasting = flapping === null && isEnough(run, look.limits.clean, look.now);
  if (isLasting) return endIncident(turn, { as: 'resolved', isUnheard: false, look });
  return state === 'recovering' ? turn : { memory: to('recovering'), events: add('recovering') };
}

function isEnough(
  run: { readonly evaluations: number; readonly since: Date },
  limit: { readonly evaluations: number; readonly afterMs: number },
  now: Date,
): boolean {
  return run.evaluations >= limit.evaluations || elapsedMs(run.since, now) >= limit.afterMs;
}

/** The same incident again when the last one ended not long ago. */
function openIncident(
  turn: Decision,
  result: Present,
  { look, isUnheard }: { readonly look: Look; readonly isUnheard: boolean },
): Decision {
  const { memory } = turn;
  const { now, limits } = look;
  const last = memory.incident;
  const isAgain =
    last !== null && last.resolvedAt !== null && elapsedMs(last.resolvedAt, now) < limits.reopenMs;
  const told = isAgain ? memory.told : null;
  const isKnown =
    told !== null && told.isPresent && entriesBeyond(result.entries, told.entries).length === 0;
  // That it flaps is told instead of its coming back.
  const isFlapping = isAgain && memory.flips.length >= limits.flips;
  const isOwed = !isUnheard && !isKnown && !isFlapping && !isHeld(look);
  const opened: AlertMemory = {
    ...memory,
    state: 'firing',
    told,
    incident: {
      openedAt: now,
      resolvedAt: null,
      occurrence: isAgain ? last.occurrence + 1 : 1,
      isSilent: isUnheard,
      isHeard: isAgain && told?.isPresent === true && last.isHeard,
      isEndOwed: false,
      severity: result.severity,
      severeSince: now,
      entries: sortEntries(result.entries),
    },
  };
  return {
    memory: isOwed ? withTold(opened, now) : opened,
    events: [...turn.events, { kind: isAgain ? 'regressed' : 'opened', isOwed }],
  };
}
