import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import { silentRisksCsv } from '#app/api/v1/silent-risks-csv.ts';
import type { PortParams } from '#app/page-props.ts';
import { listSilentSteps } from '#lib/db/read/list-silent-steps.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { scoreSilentSteps } from '#lib/domain/silent-backtest.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(request, params, async ({ id, slug }) => {
    const score = scoreSilentSteps(await listSilentSteps(pageDatabase(), id));
    return respondCsv(request, silentRisksCsv(score), `${slug}-silent-risks.csv`);
  });
}

export const OPTIONS = respondPreflight;
