import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { backtestCsv } from '#app/api/v1/backtest-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { getBacktest } from '#lib/db/read/get-backtest.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { parseDating } from '#lib/domain/backtest.ts';

/** With "?dating=publication" a rebase counts from the day on which the fork published it. */
export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(request, params, async (port) => {
    const dating = parseDating(new URL(request.url).searchParams.get('dating'));
    const backtest = await getBacktest(pageDatabase(), port, dating);
    return respondCsv(request, backtestCsv(backtest), `${port.slug}-backtest.csv`);
  });
}

export const OPTIONS = respondPreflight;
