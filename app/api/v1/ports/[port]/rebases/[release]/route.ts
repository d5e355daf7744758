import { answer } from '#app/api/v1/answer.ts';
import { filesCsv } from '#app/api/v1/files-csv.ts';
import { findPort } from '#app/api/v1/find-port.ts';
import { respondCsv, respondJson, respondPreflight, respondProblem } from '#app/api/v1/respond.ts';
import { toApiFileChange, toApiRebase } from '#app/api/v1/to-api-rebase.ts';
import { toApiTransitionWithConflicts } from '#app/api/v1/to-api-transition.ts';
import { decodeParam } from '#app/decode-param.ts';
import type { RebaseParams } from '#app/page-props.ts';
import { getRebase } from '#lib/db/read/get-rebase.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { ApiRebaseWithFiles } from '#lib/domain/api-v1.ts';
import type { PortView } from '#lib/domain/port-view.ts';

/** With ".csv" at its end the release's files come as a table; "?revision=" with the sha of a head that the rebase had chooses that one. */
export function GET(
  request: Request,
  { params }: { readonly params: RebaseParams },
): Promise<Response> {
  return answer(async () => {
    const { port: slug, release: param } = await params;
    const found = await findPort(slug);
    if (found.kind === 'unknown') return found.response;
    const { port } = found;
    const wanted = decodeParam(param);
    const release = wanted.replace(/\.csv$/, '');
    const revision = new URL(request.url).searchParams.get('revision');
    const lookup = await getRebase(pageDatabase(), port.id, { release, revision });
    if (lookup.kind === 'unknown') return respondUnknownRelease(port, release, lookup.nearest);
    if (lookup.kind === 'unknown-revision') {
      return respondProblem({
        title: 'No such revision',
        status: 404,
        detail: `${port.name} on ${lookup.release} never had the head ${JSON.stringify(revision)}. It had: ${lookup.heads.join(', ')}.`,
      });
    }
    const { rebase, files, transition } = lookup.detail;
    if (wanted !== release) {
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

function respondUnknownRelease(
  port: PortView,
  release: string,
  nearest: readonly string[],
): Response {
  const help = nearest.length === 0 ? 'It has none yet.' : `Nearest: ${nearest.join(', ')}.`;
  return respondProblem({
    title: 'No such rebase',
    status: 404,
    detail: `${port.name} has no rebase on ${JSON.stringify(release)}. ${help}`,
    nearest: [...nearest],
  });
}
