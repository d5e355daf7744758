import { answerForStep } from '#app/api/v1/answer-for-step.ts';
import { handWorkCsv } from '#app/api/v1/hand-work-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { RebaseParams } from '#app/page-props.ts';

export function GET(
  request: Request,
  { params }: { readonly params: RebaseParams },
): Promise<Response> {
  return answerForStep(request, params, ({ slug }, { release }, { measure, reason, paths }) =>
    measure === null
      ? { unmeasuredReason: reason }
      : respondCsv(request, handWorkCsv(paths), `${slug}-${release}-hand-work.csv`),
  );
}

export const OPTIONS = respondPreflight;
