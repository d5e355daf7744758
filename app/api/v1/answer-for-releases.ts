import type { PortParams } from '#app/page-props.ts';
import { listRebases } from '#lib/db/read/list-rebases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import type { ReleaseChoice } from '#lib/domain/release-range.ts';

import { answerForPort } from './answer-for-port.ts';
import { chooseReleases } from './choose-releases.ts';

/** Runs a handler on all rebases of the port that a URL names, with the releases that it chooses; a range that cannot be is a problem. */
export function answerForReleases(
  request: Request,
  params: PortParams,
  handle: (port: PortView, rebases: readonly RebaseView[], choice: ReleaseChoice) => Response,
): Promise<Response> {
  return answerForPort(request, params, async (port) => {
    const rebases = await listRebases(pageDatabase(), port.id);
    const chosen = chooseReleases(request, rebases);
    return chosen.kind === 'wrong' ? chosen.response : handle(port, rebases, chosen.choice);
  });
}
