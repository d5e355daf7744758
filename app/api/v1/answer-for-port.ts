import type { PortParams } from '#app/page-props.ts';
import { hasRebases } from '#lib/db/read/has-rebases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { describeFailedLook } from '#lib/domain/failed-look.ts';
import type { PortView } from '#lib/domain/port-view.ts';

import { answer } from './answer.ts';
import { findPort } from './find-port.ts';
import { respondProblem } from './respond.ts';

/**
 * Runs a handler on the port that a URL names; where there is no such port, the answer lists those there are. A table without rows, of a
 * port that was never looked at, would say that there is nothing: the answer is why nothing is known.
 */
export function answerForPort(
  request: Request,
  params: PortParams,
  handle: (port: PortView) => Promise<Response>,
): Promise<Response> {
  return answer(request, async () => {
    const found = await findPort((await params).port);
    if (found.kind === 'unknown') return found.response;
    const { port } = found;
    const response = await handle(port);
    if (port.fork.listedAt !== null || !(await isEmptyTable(response))) return response;
    const isKnown = await hasRebases(pageDatabase(), port.id);
    return isKnown ? response : respondNothingKnown(port);
  });
}

async function isEmptyTable(response: Response): Promise<boolean> {
  if (response.headers.get('content-type')?.startsWith('text/csv') !== true) return false;
  return (await response.clone().text()).trimEnd().split('\r\n').length === 1;
}

function respondNothingKnown(port: PortView): Response {
  return respondProblem({
    title: 'Not known yet',
    status: 404,
    detail: `Nothing is known of ${port.name} yet. ${describeFailedLook(port) ?? `${port.fork.fullName} has not been looked at.`}`,
  });
}
