import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { churnCsv } from '#app/api/v1/churn-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { listRebases } from '#lib/db/read/list-rebases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { isChurnMeasure, tabulateChurn } from '#lib/domain/churn-table.ts';

/** With "?measure=adaptation" (or another) and "?releases=first"; anything else counts as the patch, and all releases. */
export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(params, async ({ id, slug }) => {
    const query = new URL(request.url).searchParams;
    const measure = query.get('measure') ?? '';
    const table = tabulateChurn(await listRebases(pageDatabase(), id), {
      measure: isChurnMeasure(measure) ? measure : 'patch',
      releases: query.get('releases') === 'first' ? 'first' : 'all',
    });
    return respondCsv(request, churnCsv(table), `${slug}-churn.csv`);
  });
}

export const OPTIONS = respondPreflight;
