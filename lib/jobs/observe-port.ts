// Brings together what is stored of a port, and looks at it as the alert rules do.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import type { WatchedPortRow } from '#lib/db/read/get-watched-port.ts';
import { listFixedReleases } from '#lib/db/read/list-fixed-releases.ts';
import { listLastHandWork } from '#lib/db/read/list-last-hand-work.ts';
import { listMeasuringTrouble } from '#lib/db/read/list-measuring-trouble.ts';
import { listMutedPaths } from '#lib/db/read/list-muted-paths.ts';
import { listRehearsableRevisions } from '#lib/db/read/list-rehearsable-revisions.ts';
import { listReleases } from '#lib/db/read/list-releases.ts';
import { listWatchedRehearsals } from '#lib/db/read/list-watched-rehearsals.ts';
import { observeConflicts } from '#lib/alerts/observe-conflicts.ts';
import { type LinePatience, observeLines } from '#lib/alerts/observe-lines.ts';
import { observeMeasuring } from '#lib/alerts/observe-trouble.ts';
import type { Watched } from '#lib/alerts/watched.ts';
import { judgePort } from '#lib/domain/judge-port.ts';
import { listLineExposures } from '#lib/domain/line-exposure.ts';
import type { LineStanding } from '#lib/domain/port-standing.ts';

export interface ObservedPort {
  /** Newest first. */
  readonly lines: readonly LineStanding[];
  readonly watched: readonly Watched[];
}

export async function observePort(
  db: DatabaseClient,
  {
    portId,
    port: { slug, name, fork, upstream, upstreamId },
    patience,
    now,
  }: {
    readonly portId: number;
    readonly port: WatchedPortRow;
    readonly patience: LinePatience;
    readonly now: Date;
  },
): Promise<ObservedPort> {
  const port = { slug, name, fork, upstream };
  const releases = await listReleases(db, upstreamId);
  const revisions = await listRehearsableRevisions(db, portId);
  const { lines } = judgePort({
    rebases: revisions.map(({ release, publishedAt, isMeasured }) => ({
      release,
      publishedAt,
      sums: isMeasured ? {} : null,
    })),
    releases,
    now,
  });
  const conflicts = observeConflicts({
    port,
    lines,
    releases,
    rehearsals: await listWatchedRehearsals(db, portId),
    mutedPaths: await listMutedPaths(db, portId),
    lastTimes: await listLastHandWork(db, portId),
    now,
  });
  const exposures = listLineExposures({
    lines,
    releases: await listFixedReleases(db, upstreamId),
    now,
  });
  const trouble = observeMeasuring({ port, reasons: await listMeasuringTrouble(db, portId) });
  return {
    lines,
    watched: [...conflicts, ...observeLines({ port, exposures, patience }), trouble],
  };
}
