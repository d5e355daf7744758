import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { respondJson, respondPreflight } from '#app/api/v1/respond.ts';
import { toApiBacktest } from '#app/api/v1/to-api-backtest.ts';
import type { PortParams } from '#app/page-props.ts';
import { getBacktest } from '#lib/db/read/get-backtest.ts';
import { listSilentSteps } from '#lib/db/read/list-silent-steps.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { parseDating } from '#lib/domain/backtest.ts';
import { scoreSilentSteps } from '#lib/domain/silent-backtest.ts';

/** With "?dating=publication" a rebase counts from the day on which the fork published it. */
export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(request, params, async (port) => {
    const dating = parseDating(new URL(request.url).searchParams.get('dating'));
    const db = pageDatabase();
    const [backtest, steps] = await Promise.all([
      getBacktest(db, port, dating),
      listSilentSteps(db, port.id),
    ]);
    return respondJson(request, toApiBacktest(port.slug, backtest, scoreSilentSteps(steps)));
  });
}

export const OPTIONS = respondPreflight;
