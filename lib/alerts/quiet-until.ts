// Until when looks at a port can be spared, as long as nothing comes out: by the calendar, by a reminder, or by what waits.
import type { AlertMemory } from '#lib/domain/alert-memory.ts';
import type { IncidentFacts } from '#lib/domain/incident-facts.ts';
import type { LineExposure } from '#lib/domain/line-exposure.ts';
import { ABANDONED_AFTER_DAYS } from '#lib/domain/port-state.ts';

import { type AlertLimits, RELEASE_GROWTH_MS } from './alert-limits.ts';
import { reminderDueAt } from './decide-messages.ts';
import { isOpen } from './decision.ts';
import type { LinePatience } from './observe-lines.ts';

const DAY_MS = 86_400_000;

export interface QuietLook {
  readonly memory: AlertMemory;
  /** Null: there has been no incident. */
  readonly incident: { readonly facts: IncidentFacts } | null;
}

export interface QuietInput {
  readonly exposures: readonly LineExposure[];
  readonly looks: readonly QuietLook[];
  readonly patience: LinePatience;
  readonly limits: AlertLimits;
  readonly now: Date;
}

/**
 * A look before then, at what was known at the last one, would decide nothing. Null: nor would any. Not for tip, which is told
 * after a while.
 */
export function quietUntil({ exposures, looks, patience, limits, now }: QuietInput): Date | null {
  const days = exposures.flatMap(({ daysNotFollowed, cves }) => [
    ...daysUntil(daysNotFollowed, [patience.behindAfterDays + 1, ABANDONED_AFTER_DAYS]),
    ...cves.flatMap((cve) => daysUntil(cve.days, [patience.exposedAfterDays])),
  ]);
  const today = Math.floor(now.getTime() / DAY_MS);
  const ofIncidents = looks.flatMap((look) => momentsOf(look, limits, now));
  const moments = [
    ...days.map((count) => (today + count) * DAY_MS),
    ...ofIncidents.filter((atMs) => atMs >= now.getTime()),
  ];
  return moments.length === 0 ? null : new Date(Math.min(...moments));
}

function daysUntil(days: number | null, limits: readonly number[]): readonly number[] {
  return days === null ? [] : limits.flatMap((limit) => (limit > days ? [limit - days] : []));
}

function momentsOf(
  { memory, incident }: QuietLook,
  limits: AlertLimits,
  now: Date,
): readonly number[] {
  if (!isOpen(memory)) return [];
  const { state, flapping, told } = memory;
  if (state !== 'firing' || flapping !== null) return [now.getTime()];
  const dueAt = reminderDueAt(memory, limits);
  return [
    ...(dueAt === null ? [] : [dueAt.getTime()]),
    ...(told === null ? [] : [told.at.getTime() + limits.updateMs]),
    ...growthToldFrom(incident?.facts ?? null),
  ];
}

function growthToldFrom(facts: IncidentFacts | null): readonly number[] {
  if (facts?.kind !== 'forecast-conflict' || facts.target.date === null) return [];
  return [Date.parse(facts.target.date) + RELEASE_GROWTH_MS];
}
