import { directoriesCsv } from '#app/api/v1/directories-csv.ts';
import { answerForRebase } from '#app/api/v1/answer-for-rebase.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { RebaseParams } from '#app/page-props.ts';

export function GET(
  request: Request,
  { params }: { readonly params: RebaseParams },
): Promise<Response> {
  return answerForRebase(request, params, ({ slug }, { rebase, files }) =>
    respondCsv(request, directoriesCsv(files), `${slug}-${rebase.release}-directories.csv`),
  );
}

export const OPTIONS = respondPreflight;
