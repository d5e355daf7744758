import { answerForReleases } from '#app/api/v1/answer-for-releases.ts';
import { conflictsCsv } from '#app/api/v1/conflicts-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { tabulateConflicts } from '#components/effort/prepare-conflict-matrix.ts';
import { subsystemFromSlug } from '#lib/domain/subsystem.ts';

/** With "?subsystem=runtime" only files of that part of the tree. */
export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForReleases(request, params, ({ slug }, rebases, choice) => {
    const wanted = new URL(request.url).searchParams.get('subsystem') ?? '';
    const table = tabulateConflicts(rebases, { ...choice, subsystem: subsystemFromSlug(wanted) });
    return respondCsv(request, conflictsCsv(table), `${slug}-conflicts.csv`);
  });
}

export const OPTIONS = respondPreflight;
