import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { forecastCsv } from '#app/api/v1/forecast-csv.ts';
import { readForecasts } from '#app/api/v1/read-forecasts.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(request, params, async (port) =>
    respondCsv(request, forecastCsv(await readForecasts(port)), `${port.slug}-forecast.csv`),
  );
}

export const OPTIONS = respondPreflight;
