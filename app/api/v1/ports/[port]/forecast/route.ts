import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { readForecasts } from '#app/api/v1/read-forecasts.ts';
import { respondJson, respondPreflight } from '#app/api/v1/respond.ts';
import { toApiForecastTarget } from '#app/api/v1/to-api-forecast.ts';
import type { PortParams } from '#app/page-props.ts';
import type { ApiForecast } from '#lib/domain/api-v1.ts';
import { describeFailedLook } from '#lib/domain/failed-look.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(request, params, async (port) => {
    const targets = (await readForecasts(port)).map(toApiForecastTarget);
    const body: ApiForecast = { port: port.slug, targets, failedLook: describeFailedLook(port) };
    return respondJson(request, body);
  });
}

export const OPTIONS = respondPreflight;
