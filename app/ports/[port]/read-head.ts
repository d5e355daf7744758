import { cache } from 'react';

import { groupTargets, newestBranched } from '#lib/domain/forecast-targets.ts';
import { mostPaths, type Next, prepareNext } from '#components/port/prepare-next.ts';
import { prepareVerdict, type Verdict } from '#components/port/prepare-verdict.ts';
import { type FixedReleaseRow, listFixedReleases } from '#lib/db/read/list-fixed-releases.ts';
import { listForecasts } from '#lib/db/read/list-forecasts.ts';
import { listRebases } from '#lib/db/read/list-rebases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { currentForecasts, forecastLines } from '#lib/domain/current-forecasts.ts';
import { tellFailedLook } from '#lib/domain/failed-look.ts';
import { judgePort } from '#lib/domain/judge-port.ts';
import { judgedAt } from '#lib/domain/judged-at.ts';
import type { PortStanding } from '#lib/domain/port-standing.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import type { ForecastView } from '#lib/domain/transition-view.ts';

export interface PortHead {
  /** In release order. */
  readonly all: readonly RebaseView[];
  /** Those still in the fork. */
  readonly kept: readonly RebaseView[];
  readonly releases: readonly FixedReleaseRow[];
  readonly standing: PortStanding;
  readonly verdict: Verdict;
  /** Null: nothing ahead has been rehearsed. */
  readonly next: Next | null;
  /** When it was asked. */
  readonly now: Date;
  /** As of when the port is judged. */
  readonly judgedAt: Date;
}

/** What the head of a port's page says and what that is made of; asked once a request, for its description too. */
export const readHead = cache(async (port: PortView): Promise<PortHead> => {
  const db = pageDatabase();
  const [all, releases, stored] = await Promise.all([
    listRebases(db, port.id),
    listFixedReleases(db, port.upstream.id),
    listForecasts(db, port.id, mostPaths),
  ]);
  const now = new Date();
  return { all, releases, now, ...judgeHead({ port, all, releases, stored, now }) };
});

/** From what is stored of a port, for who asks `now`. */
export function judgeHead({
  port,
  all,
  releases,
  stored,
  now,
}: {
  readonly port: PortView;
  readonly all: readonly RebaseView[];
  /** Of upstream. */
  readonly releases: readonly Pick<FixedReleaseRow, 'name' | 'releasedAt'>[];
  readonly stored: readonly ForecastView[];
  readonly now: Date;
}): Pick<PortHead, 'kept' | 'standing' | 'verdict' | 'next' | 'judgedAt'> {
  const kept = all.filter(({ deletedAt }) => deletedAt === null);
  const at = judgedAt(port, now);
  const standing = tellFailedLook(judgePort({ rebases: kept, releases, now: at }), port);
  const forecasts = currentForecasts({
    forecasts: stored,
    releases: kept.map(({ release }) => release),
    lines: forecastLines(standing.lines),
  });
  return {
    judgedAt: at,
    kept,
    standing,
    verdict: prepareVerdict(standing, kept, all),
    next: prepareNext(groupTargets(forecasts), newestBranched(releases)),
  };
}
