import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { chooseReleases } from '#app/api/v1/choose-releases.ts';
import { transitionsCsv } from '#app/api/v1/transitions-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { listRebases } from '#lib/db/read/list-rebases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { isChosen } from '#lib/domain/release-range.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(params, async ({ id, slug }) => {
    const rebases = await listRebases(pageDatabase(), id);
    const chosen = chooseReleases(request, rebases);
    if (chosen.kind === 'wrong') return chosen.response;
    const shown = rebases.filter((rebase) => isChosen(rebase, chosen.choice));
    return respondCsv(request, transitionsCsv(shown), `${slug}-transitions.csv`);
  });
}

export const OPTIONS = respondPreflight;
