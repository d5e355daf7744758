import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { chooseReleases } from '#app/api/v1/choose-releases.ts';
import { churnCsv } from '#app/api/v1/churn-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { listRebases } from '#lib/db/read/list-rebases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { isChurnMeasure, tabulateChurn } from '#lib/domain/churn-table.ts';

/** With "?measure=adaptation" (or another); anything else counts as the patch. */
export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(params, async ({ id, slug }) => {
    const rebases = await listRebases(pageDatabase(), id);
    const chosen = chooseReleases(request, rebases);
    if (chosen.kind === 'wrong') return chosen.response;
    const measure = new URL(request.url).searchParams.get('measure') ?? '';
    const table = tabulateChurn(rebases, {
      ...chosen.choice,
      measure: isChurnMeasure(measure) ? measure : 'patch',
    });
    return respondCsv(request, churnCsv(table), `${slug}-churn.csv`);
  });
}

export const OPTIONS = respondPreflight;
