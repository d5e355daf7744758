import { answerForReleases } from '#app/api/v1/answer-for-releases.ts';
import { transitionsCsv } from '#app/api/v1/transitions-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { isChosen } from '#lib/domain/release-range.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForReleases(request, params, ({ slug }, rebases, choice) => {
    const shown = rebases.filter((rebase) => isChosen(rebase, choice));
    return respondCsv(request, transitionsCsv(shown), `${slug}-transitions.csv`);
  });
}

export const OPTIONS = respondPreflight;
