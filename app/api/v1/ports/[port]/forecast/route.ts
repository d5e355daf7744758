import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { respondJson, respondPreflight } from '#app/api/v1/respond.ts';
import { toApiForecastTarget } from '#app/api/v1/to-api-forecast.ts';
import type { PortParams } from '#app/page-props.ts';
import { listForecasts } from '#lib/db/read/list-forecasts.ts';
import { listRebaseNames } from '#lib/db/read/list-rebase-names.ts';
import { listReleases } from '#lib/db/read/list-releases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { ApiForecast } from '#lib/domain/api-v1.ts';
import { currentForecasts, forecastLines } from '#lib/domain/current-forecasts.ts';
import { judgePort } from '#lib/domain/judge-port.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(params, async (port) => {
    const db = pageDatabase();
    const [forecasts, rebases, releases] = await Promise.all([
      listForecasts(db, port.id),
      listRebaseNames(db, port.id),
      listReleases(db, port.upstream.id),
    ]);
    const { lines } = judgePort({
      rebases: rebases.map((rebase) => ({ ...rebase, sums: rebase })),
      releases,
      now: new Date(),
    });
    const current = currentForecasts({
      forecasts,
      releases: rebases.map(({ release }) => release),
      lines: forecastLines(lines),
    });
    const body: ApiForecast = { port: port.slug, targets: current.map(toApiForecastTarget) };
    return respondJson(request, body);
  });
}

export const OPTIONS = respondPreflight;
