import { subsystemsCsv } from '#app/api/v1/subsystems-csv.ts';
import { answerForRebase } from '#app/api/v1/answer-for-rebase.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { RebaseParams } from '#app/page-props.ts';

export function GET(
  request: Request,
  { params }: { readonly params: RebaseParams },
): Promise<Response> {
  return answerForRebase(request, params, ({ slug }, { rebase }, { subsystems }) =>
    respondCsv(request, subsystemsCsv(subsystems), `${slug}-${rebase.release}-subsystems.csv`),
  );
}

export const OPTIONS = respondPreflight;
