import type { PortAtAGlance } from '#components/badges/prepare-badge.ts';
import { groupTargets } from '#components/forecast/group-targets.ts';
import { newestBranched } from '#components/forecast/prepare-forecast.ts';
import { prepareNext } from '#components/port/prepare-next.ts';
import { prepareVerdict } from '#components/port/prepare-verdict.ts';
import { listForecasts } from '#lib/db/read/list-forecasts.ts';
import { listRebases } from '#lib/db/read/list-rebases.ts';
import { listReleases } from '#lib/db/read/list-releases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { currentForecasts, forecastLines } from '#lib/domain/current-forecasts.ts';
import { judgePort } from '#lib/domain/judge-port.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';

export interface ReadGlance extends PortAtAGlance {
  /** Those still in the fork, in release order. */
  readonly rebases: readonly RebaseView[];
}

/** What the head of a port's page says, for what stands for the page elsewhere. */
export async function readGlance({ id, upstream }: PortView): Promise<ReadGlance> {
  const db = pageDatabase();
  const [all, releases, stored] = await Promise.all([
    listRebases(db, id),
    listReleases(db, upstream.id),
    listForecasts(db, id),
  ]);
  const rebases = all.filter(({ deletedAt }) => deletedAt === null);
  const standing = judgePort({ rebases, releases, now: new Date() });
  const forecasts = currentForecasts({
    forecasts: stored,
    releases: rebases.map(({ release }) => release),
    lines: forecastLines(standing.lines),
  });
  return {
    standing,
    lagDays: rebases.find(({ release }) => release === standing.newest)?.lagDays ?? null,
    verdict: prepareVerdict(standing, rebases),
    next: prepareNext(groupTargets(forecasts), newestBranched(releases)),
    rebases,
  };
}
