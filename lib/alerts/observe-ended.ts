// Says of what is watched no longer why: the port has followed, or nobody looks there any more.
import type { AlertSubject } from '#lib/domain/alert.ts';
import { forecastLines } from '#lib/domain/current-forecasts.ts';
import { compareLines } from '#lib/domain/go-release.ts';
import type { IncidentFacts } from '#lib/domain/incident-facts.ts';
import type { LineStanding } from '#lib/domain/port-standing.ts';

import type { Watched } from './watched.ts';

/** A watch as it is stored. */
export interface StoredWatch {
  readonly subject: AlertSubject;
  /** Of its newest incident. Null: it had none. */
  readonly facts: IncidentFacts | null;
}

/** `lines`: the port's, newest first. What a port without any line had is left as it is: nothing is known. */
export function observeEnded(
  watches: readonly StoredWatch[],
  lines: readonly LineStanding[],
): readonly Watched[] {
  const [newest] = lines;
  if (newest === undefined) return [];
  return watches.map(({ subject, facts }): Watched => {
    const { reason, isFollowed } = findReason(subject, newest, lines);
    const isOver = isFollowed && facts !== null;
    return {
      subject,
      observation: { kind: 'over', as: isFollowed ? 'resolved' : 'closed', isQuiet: false },
      factsAt: isOver ? () => followedFacts(facts) : null,
      subsystems: [],
      overReason: reason,
    };
  });
}

function findReason(
  subject: AlertSubject,
  newest: LineStanding,
  lines: readonly LineStanding[],
): { readonly reason: string; readonly isFollowed: boolean } {
  if (subject.kind !== 'forecast-conflict') {
    return { reason: 'The port has no such line any more.', isFollowed: false };
  }
  const { line, upstreamLine } = subject;
  if (line === upstreamLine) {
    return forecastLines(lines).includes(line)
      ? { reason: `The newest release of ${line} is followed.`, isFollowed: true }
      : { reason: `The port keeps ${line} no longer.`, isFollowed: false };
  }
  return compareLines(newest.line, upstreamLine) >= 0
    ? { reason: `The port has published ${newest.newestRebase}.`, isFollowed: true }
    : { reason: `Upstream has nothing of ${upstreamLine} any more.`, isFollowed: false };
}

function followedFacts(facts: IncidentFacts): IncidentFacts {
  if (facts.kind !== 'forecast-conflict') return facts;
  const gone = facts.conflicts.map(({ path }) => path);
  return { ...facts, isFollowed: true, conflicts: [], added: [], gone };
}

/**
 * Where an incident goes on when the port publishes a newer line: what was foretold for lines further ahead is from then on
 * foretold from that one. Null: it stays where it is.
 */
export function movedSubject(
  subject: AlertSubject,
  lines: readonly LineStanding[],
): AlertSubject | null {
  const [newest] = lines;
  if (newest === undefined || subject.kind !== 'forecast-conflict') return null;
  const { line, upstreamLine } = subject;
  const isAhead = compareLines(upstreamLine, newest.line) > 0;
  return isAhead && line !== newest.line ? { ...subject, line: newest.line } : null;
}
