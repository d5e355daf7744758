import type { RebaseParams } from '#app/page-props.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { stepReason } from '#lib/domain/step-reason.ts';
import type { TransitionDetail } from '#lib/domain/transition-view.ts';

import { answerForRebase } from './answer-for-rebase.ts';
import { respondProblem } from './respond.ts';

/** Runs a handler on the step that led to the measured rebase that a URL names; a problem where there is none, or where the handler says why it has no numbers. */
export function answerForStep(
  request: Request,
  params: RebaseParams,
  handle: (
    port: PortView,
    rebase: RebaseView,
    step: TransitionDetail,
  ) => Response | { readonly unmeasuredReason: string | null },
): Promise<Response> {
  return answerForRebase(request, params, (port, { rebase, transition, previous }) => {
    const told =
      transition === null
        ? { unmeasuredReason: stepReason(rebase, { isFirstOfAll: previous === null }) }
        : handle(port, rebase, transition);
    if (told instanceof Response) return told;
    return respondProblem({
      title: 'Not measured',
      status: 404,
      detail: `What it took to come to ${rebase.release} has no numbers. ${told.unmeasuredReason ?? 'It is not measured.'}`,
    });
  });
}
