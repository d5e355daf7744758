import { listForecasts } from '#lib/db/read/list-forecasts.ts';
import { listRebaseNames } from '#lib/db/read/list-rebase-names.ts';
import { listReleases } from '#lib/db/read/list-releases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { currentForecasts, forecastLines } from '#lib/domain/current-forecasts.ts';
import { judgePort } from '#lib/domain/judge-port.ts';
import { judgedAt } from '#lib/domain/judged-at.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import type { ForecastView } from '#lib/domain/transition-view.ts';

/** What is ahead of a port as of now, as its page shows it. */
export async function readForecasts(port: PortView): Promise<readonly ForecastView[]> {
  const db = pageDatabase();
  const [forecasts, rebases, releases] = await Promise.all([
    listForecasts(db, port.id),
    listRebaseNames(db, port.id),
    listReleases(db, port.upstream.id),
  ]);
  const { lines } = judgePort({
    rebases: rebases.map((rebase) => ({ ...rebase, sums: rebase })),
    releases,
    now: judgedAt(port, new Date()),
  });
  return currentForecasts({
    forecasts,
    releases: rebases.map(({ release }) => release),
    lines: forecastLines(lines),
  });
}
