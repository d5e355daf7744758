import { kindsCsv } from '#app/api/v1/kinds-csv.ts';
import { answerForRebase } from '#app/api/v1/answer-for-rebase.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { RebaseParams } from '#app/page-props.ts';

export function GET(
  request: Request,
  { params }: { readonly params: RebaseParams },
): Promise<Response> {
  return answerForRebase(request, params, ({ slug }, { rebase }, { kinds }) =>
    respondCsv(request, kindsCsv(kinds), `${slug}-${rebase.release}-kinds.csv`),
  );
}

export const OPTIONS = respondPreflight;
