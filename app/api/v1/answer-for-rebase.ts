import { decodeParam } from '#app/decode-param.ts';
import type { RebaseParams } from '#app/page-props.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import type { RebaseDetail } from '#lib/domain/rebase-view.ts';

import { answerForPort } from './answer-for-port.ts';
import { findRebase } from './find-rebase.ts';

/** Runs a handler on the rebase that a URL names; where there is no such rebase, the answer says which there are. */
export function answerForRebase(
  request: Request,
  params: RebaseParams,
  handle: (port: PortView, detail: RebaseDetail) => Response,
): Promise<Response> {
  return answerForPort(params, async (port) => {
    const found = await findRebase(request, port, decodeParam((await params).release));
    return found.kind === 'unknown' ? found.response : handle(port, found.detail);
  });
}
