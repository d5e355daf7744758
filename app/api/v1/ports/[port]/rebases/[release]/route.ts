import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { filesCsv } from '#app/api/v1/files-csv.ts';
import { findRebase, respondUnmeasured } from '#app/api/v1/find-rebase.ts';
import { respondCsv, respondJson, respondPreflight } from '#app/api/v1/respond.ts';
import { toApiFileChange, toApiRebase } from '#app/api/v1/to-api-rebase.ts';
import { toApiTransitionWithConflicts } from '#app/api/v1/to-api-transition.ts';
import { decodeParam } from '#app/decode-param.ts';
import type { RebaseParams } from '#app/page-props.ts';
import type { ApiRebaseWithFiles } from '#lib/domain/api-v1.ts';

/** With ".csv" at its end the release's files come as a table; "?revision=" with the sha of a head that the rebase had chooses that one. */
export function GET(
  request: Request,
  { params }: { readonly params: RebaseParams },
): Promise<Response> {
  return answerForPort(request, params, async (port) => {
    const wanted = decodeParam((await params).release);
    const release = wanted.replace(/\.csv$/, '');
    const found = await findRebase(request, port, release);
    if (found.kind === 'unknown') return found.response;
    const { rebase, files, transition } = found.detail;
    if (wanted !== release) {
      if (rebase.sums === null) return respondUnmeasured(port, rebase);
      return respondCsv(request, filesCsv(files), `${port.slug}-${rebase.release}-files.csv`);
    }
    const body: ApiRebaseWithFiles = {
      ...toApiRebase(rebase),
      files: files.map(toApiFileChange),
      transition: transition === null ? null : toApiTransitionWithConflicts(transition),
    };
    return respondJson(request, body);
  });
}

export const OPTIONS = respondPreflight;
