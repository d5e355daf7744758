// Looks at how the lines of a port keep up: behind, without fixes of CVEs, abandoned.
import type { AlertSubject } from '#lib/domain/alert.ts';
import type { AlertEntry } from '#lib/domain/alert-memory.ts';
import type { IncidentFacts } from '#lib/domain/incident-facts.ts';
import type { LineExposure } from '#lib/domain/line-exposure.ts';

import { fingerprintOf } from './alert-entries.ts';
import type { Confirmation, Observation } from './observation.ts';
import type { WatchedPort } from './observe-conflicts.ts';
import { isoOrNull, type Watched } from './watched.ts';

/** How long a release may go unfollowed before anybody is told. */
export interface LinePatience {
  readonly behindAfterDays: number;
  /** Of a release that fixes CVEs. */
  readonly exposedAfterDays: number;
}

export interface LinesInput {
  readonly port: WatchedPort;
  readonly exposures: readonly LineExposure[];
  readonly patience: LinePatience;
}

/**
 * - behind: the line is kept, and a release of it has gone unfollowed for more than `behindAfterDays`
 * - unfixed CVEs: upstream supports the line, and releases not followed fix some; whoever follows them within
 *   `exposedAfterDays` is not told, whoever does not is told of all of them, and of those that come after
 * - abandoned: /method#line-abandoned; it is no longer told that it is behind
 *
 * Only of a line that the port keeps more than the beginning and the end is told: who gave one up knows. Of one that has
 * ended nothing is watched any more.
 */
export function observeLines({ port, exposures, patience }: LinesInput): readonly Watched[] {
  return exposures.flatMap((exposure): readonly Watched[] => {
    const { line, state, daysNotFollowed } = exposure;
    const of = <Kind extends AlertSubject['kind']>(kind: Kind) => ({ kind, port: port.slug, line });
    if (state === 'ended') {
      return [closed(of('behind')), closed(of('unfixed-cves')), closed(of('line-abandoned'))];
    }
    const days = daysNotFollowed ?? 0;
    const releases = exposure.notFollowed.map(({ name }) => plainEntry(name));
    const isKept = state === 'kept';
    const isBehind = isKept && releases.length > 0 && days > patience.behindAfterDays;
    const gap = {
      port,
      line,
      newestRebase: exposure.newestRebase,
      notFollowed: exposure.notFollowed.map(({ name, releasedAt }) => ({
        name,
        releasedAt: isoOrNull(releasedAt),
      })),
      days,
    };
    const followed = `The newest release of ${line} is followed.`;
    return [
      {
        subject: of('behind'),
        observation: isBehind
          ? // Where it is exposed as well, that is what reminds of it: one release ends both.
            present(releases, {
              severity: 'warning',
              mostReminders: exposure.cves.length === 0 ? Infinity : 0,
            })
          : isKept
            ? OVER
            : { kind: 'over', as: 'closed', isQuiet: true },
        factsAt: () => ({ kind: 'behind', ...gap }),
        subsystems: [],
        overReason: isKept ? followed : `${line} is not kept any more.`,
      },
      {
        subject: of('unfixed-cves'),
        observation: observeCves(exposure, patience),
        factsAt: () => describeCves(port, exposure),
        subsystems: [],
        overReason: `All fixes of CVEs in ${line} are followed.`,
      },
      {
        subject: of('line-abandoned'),
        observation:
          state === 'abandoned'
            ? present(releases.slice(0, 1), { severity: 'critical', mostReminders: 0 })
            : OVER,
        factsAt: () => ({ kind: 'line-abandoned', ...gap }),
        subsystems: [],
        overReason: followed,
      },
    ];
  });
}

/** Not by any number of looks: it is the calendar that counts. */
const NOT_YET: Confirmation = {
  evaluations: Number.MAX_SAFE_INTEGER,
  afterMs: Number.MAX_SAFE_INTEGER,
};

const OVER: Observation = { kind: 'over', as: 'resolved', isQuiet: false };

function closed(subject: AlertSubject): Watched {
  return {
    subject,
    observation: { kind: 'over', as: 'closed', isQuiet: false },
    factsAt: null,
    subsystems: [],
    overReason: 'Upstream supports the line no longer.',
  };
}

/** Where nobody has looked yet what a release fixes, none found is no result. */
function observeCves(
  { state, cves, notLookedFor }: LineExposure,
  { exposedAfterDays }: LinePatience,
): Observation {
  if (cves.length === 0) return notLookedFor.length > 0 ? { kind: 'unknown' } : OVER;
  const entries = cves.map(({ id }) => plainEntry(id));
  const isKept = state === 'kept';
  const isLong = cves.some(({ days }) => days !== null && days >= exposedAfterDays);
  return {
    ...present(entries, { severity: 'critical', mostReminders: isKept ? Infinity : 0 }),
    isGrowthTold: isKept,
    confirm: isLong ? null : NOT_YET,
  };
}

function describeCves(port: WatchedPort, exposure: LineExposure): IncidentFacts {
  const { line, newestRebase, cves } = exposure;
  return {
    kind: 'unfixed-cves',
    port,
    line,
    newestRebase,
    cves: cves.map(({ id, release, releasedAt, sha }) => ({
      id,
      release,
      releasedAt: isoOrNull(releasedAt),
      sha,
    })),
  };
}

/** What follows from dates and names is so at once, and is the same evaluation for as long as the same is wrong. */
function present(
  entries: readonly AlertEntry[],
  said: { readonly severity: 'warning' | 'critical'; readonly mostReminders: number },
): Extract<Observation, { kind: 'present' }> {
  const id = fingerprintOf(entries);
  return {
    kind: 'present',
    evaluation: { id, subject: id, methodVersion: null },
    entries,
    ...said,
    confirm: null,
    isGrowthTold: false,
  };
}

function plainEntry(name: string): AlertEntry {
  return { name, type: null, patchId: null };
}
