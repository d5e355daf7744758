import type { PortParams } from '#app/page-props.ts';
import type { PortView } from '#lib/domain/port-view.ts';

import { answer } from './answer.ts';
import { findPort } from './find-port.ts';

/** Runs a handler on the port that a URL names; where there is no such port, the answer lists those there are. */
export function answerForPort(
  request: Request,
  params: PortParams,
  handle: (port: PortView) => Promise<Response>,
): Promise<Response> {
  return answer(request, async () => {
    const found = await findPort((await params).port);
    return found.kind === 'unknown' ? found.response : handle(found.port);
  });
}
