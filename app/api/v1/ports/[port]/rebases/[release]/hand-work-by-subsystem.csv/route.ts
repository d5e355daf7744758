import { answerForStep } from '#app/api/v1/answer-for-step.ts';
import { handWorkBySubsystemCsv } from '#app/api/v1/hand-work-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { RebaseParams } from '#app/page-props.ts';

export function GET(
  request: Request,
  { params }: { readonly params: RebaseParams },
): Promise<Response> {
  return answerForStep(request, params, ({ slug }, { release }, { measure, reason }) => {
    if (measure === null) return { unmeasuredReason: reason };
    const name = `${slug}-${release}-hand-work-by-subsystem.csv`;
    return respondCsv(request, handWorkBySubsystemCsv(measure.subsystems), name);
  });
}

export const OPTIONS = respondPreflight;
