// Decides what subscribers are owed of an incident besides its beginning: what differs from what they were told last, that
// it flaps, that it lasts, and its end.
import { isAtLeast, type IncidentEventKind, type Severity } from '#lib/domain/alert.ts';
import type { AlertMemory } from '#lib/domain/alert-memory.ts';

import { entriesBeyond, isSameSet } from './alert-entries.ts';
import type { AlertLimits } from './alert-limits.ts';
import {
  elapsedMs,
  isHeld,
  isOpen,
  owed,
  quiet,
  withContent,
  withTold,
  type Decision,
  type Look,
  type Result,
} from './decision.ts';

/** It is recorded whoever knows of it; subscribers are owed it when they were told of the beginning. */
export function endIncident(
  turn: Decision,
  {
    as,
    isUnheard,
    look,
  }: { readonly as: 'resolved' | 'closed'; readonly isUnheard: boolean; readonly look: Look },
): Decision {
  const { memory } = turn;
  const { incident } = memory;
  if (incident === null) throw new Error('There is no incident to end.');
  const isDue = incident.isHeard && !isUnheard;
  const isOwed = isDue && !isHeld(look);
  const ended: AlertMemory = {
    ...memory,
    state: 'ok',
    flapping: null,
    flips: memory.flapping === null ? memory.flips : [],
    incident: { ...incident, resolvedAt: look.now, isEndOwed: isDue && !isOwed },
  };
  return {
    memory: isOwed ? withTold(ended, look.now) : ended,
    events: [...turn.events, { kind: as, isOwed }],
  };
}

/** An end that fell into a time without messages is told when that is over, unless it has come back. */
export function thenTellEnd(turn: Decision, look: Look): Decision {
  const { incident } = turn.memory;
  if (incident === null || !incident.isEndOwed || isHeld(look)) return turn;
  const memory = { ...turn.memory, incident: { ...incident, isEndOwed: false } };
  return {
    memory: withTold(memory, look.now),
    events: [...turn.events, { kind: 'resolved', isOwed: true }],
  };
}

export function startFlapping(
  turn: Decision,
  {
    result,
    look,
    isFlip,
  }: { readonly result: Result; readonly look: Look; readonly isFlip: boolean },
): Decision {
  const { memory, events } = turn;
  const isMany = memory.flips.length >= look.limits.flips;
  const isBack = events.some(({ kind }) => kind === 'regressed');
  const isNew = events.some(({ kind }) => kind === 'opened');
  if (memory.flapping !== null || !isOpen(memory) || !isMany || isNew || !(isFlip || isBack)) {
    return turn;
  }
  const isOwed = !isHeld(look);
  const flapping = { since: look.now, isTold: isOwed };
  const started = withContent({ ...memory, flapping }, result, look.now);
  return {
    memory: isOwed ? withTold(started, look.now) : started,
    events: [...events, { kind: 'flapping', isOwed }],
  };
}

/** While it flaps: a summary when something has changed since the last message, until it holds still. */
export function tellFlapping(turn: Decision, result: Result, look: Look): Decision {
  const memory = withContent(turn.memory, result, look.now);
  const { flapping, flips, told } = memory;
  const { now, limits } = look;
  const lastFlip = flips.at(-1) ?? null;
  if (flapping === null) throw new Error('It does not flap.');
  if (lastFlip === null || elapsedMs(lastFlip, now) >= limits.stableMs) {
    const ended = { ...turn, memory: { ...memory, flapping: null, flips: [] } };
    if (result.kind === 'absent')
      return endIncident(ended, { as: 'resolved', isUnheard: false, look });
    const news = tellNews(ended, result, look);
    return news.events.length > turn.events.length
      ? news
      : { ...news, events: [...news.events, quiet('changed')] };
  }
  if (isHeld(look)) return { ...turn, memory };
  if (!flapping.isTold) {
    const said = { ...memory, flapping: { ...flapping, isTold: true } };
    return { memory: withTold(said, now), events: [...turn.events, owed('flapping')] };
  }
  const isDue = told !== null && lastFlip > told.at && elapsedMs(told.at, now) >= limits.digestMs;
  return isDue
    ? { memory: withTold(memory, now), events: [...turn.events, owed('digest')] }
    : { ...turn, memory };
}

/** What differs from what subscribers were told last; else, now and then, that it is still so. */
export function tellNews(turn: Decision, result: Result, look: Look): Decision {
  const { incident: before } = turn.memory;
  if (result.kind === 'absent' || before === null || before.resolvedAt !== null) return turn;
  const memory = withContent(turn.memory, result, look.now);
  const { incident, told } = memory;
  if (incident === null) return turn;
  const { now, limits } = look;
  const say = (kind: IncidentEventKind): Decision => ({
    memory: withTold(memory, now),
    events: [...turn.events, owed(kind)],
  });
  if (!isHeld(look)) {
    if (told === null || !told.isPresent) return say('updated');
    const isGrown = entriesBeyond(incident.entries, told.entries).length > 0;
    const isQuietTime = elapsedMs(told.at, now) < limits.updateMs;
    if (isGrown && result.isGrowthTold && !isQuietTime) return say('updated');
    if (isMoreSevere(incident.severity, told.severity)) {
      return {
        memory: {
          ...memory,
          told: { ...told, severity: incident.severity },
          incident: { ...incident, isHeard: true },
        },
        events: [...turn.events, owed('escalated')],
      };
    }
    const dueAt = reminderDueAt(memory, limits);
    const isReminderDue = dueAt !== null && dueAt <= now;
    if (told.reminders < result.mostReminders && !look.acts.isAcknowledged && isReminderDue) {
      const reminded = say('reminder');
      const { memory: after } = reminded;
      const reminders = told.reminders + 1;
      return {
        ...reminded,
        memory: { ...after, told: after.told && { ...after.told, reminders } },
      };
    }
  }
  const isOther = !isSameSet(incident.entries, before.entries);
  return { memory, events: isOther ? [...turn.events, quiet('changed')] : turn.events };
}

/** Each reminder takes twice as long as the one before. Null: nobody knows of it whom to remind. */
export function reminderDueAt(
  { told, incident }: AlertMemory,
  { reminderMs }: AlertLimits,
): Date | null {
  if (told === null || incident === null || !incident.isHeard) return null;
  const since = told.at > incident.severeSince ? told.at : incident.severeSince;
  return new Date(since.getTime() + reminderMs * 2 ** told.reminders);
}

function isMoreSevere(one: Severity, other: Severity): boolean {
  return one !== other && isAtLeast(one, other);
}
