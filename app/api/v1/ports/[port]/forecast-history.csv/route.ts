import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { forecastHistoryCsv } from '#app/api/v1/forecast-history-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { listForecastHistory } from '#lib/db/read/list-forecast-history.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(request, params, async ({ id, slug }) => {
    const history = await listForecastHistory(pageDatabase(), id);
    return respondCsv(request, forecastHistoryCsv(history), `${slug}-forecast-history.csv`);
  });
}

export const OPTIONS = respondPreflight;
