import { decodeParam } from '#app/decode-param.ts';
import type { RebaseParams } from '#app/page-props.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import type { MeasuredSums, RebaseDetail } from '#lib/domain/rebase-view.ts';

import { answerForPort } from './answer-for-port.ts';
import { findRebase, respondUnmeasured } from './find-rebase.ts';

/** Runs a handler on the measured rebase that a URL names; where there is none, the answer says which there are, or why it has no numbers. */
export function answerForRebase(
  request: Request,
  params: RebaseParams,
  handle: (port: PortView, detail: RebaseDetail, sums: MeasuredSums) => Response,
): Promise<Response> {
  return answerForPort(request, params, async (port) => {
    const found = await findRebase(request, port, decodeParam((await params).release));
    if (found.kind === 'unknown') return found.response;
    const { rebase } = found.detail;
    return rebase.sums === null
      ? respondUnmeasured(port, rebase)
      : handle(port, found.detail, rebase.sums);
  });
}
