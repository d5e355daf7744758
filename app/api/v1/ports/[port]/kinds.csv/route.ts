import { answerForReleases } from '#app/api/v1/answer-for-releases.ts';
import { releaseTableCsv } from '#app/api/v1/release-table-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { isKindMeasure, tabulateKinds } from '#lib/domain/kinds-table.ts';

/** With "?measure=lines"; left out, files are meant. */
export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForReleases(request, params, ({ slug }, rebases, choice) => {
    const measure = new URL(request.url).searchParams.get('measure') ?? '';
    const { columns, rows } = tabulateKinds(rebases, {
      ...choice,
      measure: isKindMeasure(measure) ? measure : 'files',
    });
    const csv = releaseTableCsv(
      columns,
      rows.map(({ kind, counts }) => ({ name: kind, counts })),
    );
    return respondCsv(request, csv, `${slug}-kinds.csv`);
  });
}

export const OPTIONS = respondPreflight;
