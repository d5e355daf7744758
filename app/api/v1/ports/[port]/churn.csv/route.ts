import { answerForReleases } from '#app/api/v1/answer-for-releases.ts';
import { churnCsv } from '#app/api/v1/churn-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { isChurnMeasure, tabulateChurn } from '#lib/domain/churn-table.ts';

/** With "?measure=adaptation" (or another); left out, the patch is meant. */
export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForReleases(request, params, ({ slug }, rebases, choice) => {
    const measure = new URL(request.url).searchParams.get('measure') ?? '';
    const table = tabulateChurn(rebases, {
      ...choice,
      measure: isChurnMeasure(measure) ? measure : 'patch',
    });
    return respondCsv(request, churnCsv(table), `${slug}-churn.csv`);
  });
}

export const OPTIONS = respondPreflight;
