import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { respondJson, respondPreflight } from '#app/api/v1/respond.ts';
import { toApiRebase } from '#app/api/v1/to-api-rebase.ts';
import type { PortParams } from '#app/page-props.ts';
import { listRebases } from '#lib/db/read/list-rebases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { ApiRebases } from '#lib/domain/api-v1.ts';
import { describeFailedLook } from '#lib/domain/failed-look.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(request, params, async (port) => {
    const rebases = await listRebases(pageDatabase(), port.id);
    const body: ApiRebases = {
      port: port.slug,
      rebases: rebases.map(toApiRebase),
      failedLook: describeFailedLook(port),
    };
    return respondJson(request, body);
  });
}

export const OPTIONS = respondPreflight;
