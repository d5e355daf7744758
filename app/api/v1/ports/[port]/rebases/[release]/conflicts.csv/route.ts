import { answerForStep } from '#app/api/v1/answer-for-step.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import { stepConflictsCsv } from '#app/api/v1/step-conflicts-csv.ts';
import type { RebaseParams } from '#app/page-props.ts';

export function GET(
  request: Request,
  { params }: { readonly params: RebaseParams },
): Promise<Response> {
  return answerForStep(request, params, ({ slug }, { release }, { outcome, reason, conflicts }) =>
    outcome === 'error'
      ? { unmeasuredReason: reason }
      : respondCsv(request, stepConflictsCsv(conflicts), `${slug}-${release}-conflicts.csv`),
  );
}

export const OPTIONS = respondPreflight;
