import { answerForReleases } from '#app/api/v1/answer-for-releases.ts';
import { releaseTableCsv } from '#app/api/v1/release-table-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { isChurnMeasure, tabulateChurn } from '#lib/domain/churn-table.ts';
import { subsystemSlug } from '#lib/domain/subsystem.ts';

/** With "?measure=adaptation" (or another); left out, the patch is meant. */
export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForReleases(request, params, ({ slug }, rebases, choice) => {
    const measure = new URL(request.url).searchParams.get('measure') ?? '';
    const { columns, rows } = tabulateChurn(rebases, {
      ...choice,
      measure: isChurnMeasure(measure) ? measure : 'patch',
    });
    const csv = releaseTableCsv(
      columns,
      rows.map(({ subsystem, lines }) => ({ name: subsystemSlug(subsystem), counts: lines })),
    );
    return respondCsv(request, csv, `${slug}-churn.csv`);
  });
}

export const OPTIONS = respondPreflight;
