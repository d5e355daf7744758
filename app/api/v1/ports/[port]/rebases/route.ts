import { answer } from '#app/api/v1/answer.ts';
import { findPort } from '#app/api/v1/find-port.ts';
import { respondJson, respondPreflight } from '#app/api/v1/respond.ts';
import { toApiRebase } from '#app/api/v1/to-api-rebase.ts';
import type { PortParams } from '#app/page-props.ts';
import { listRebases } from '#lib/db/read/list-rebases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { ApiRebases } from '#lib/domain/api-v1.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answer(async () => {
    const found = await findPort((await params).port);
    if (found.kind === 'unknown') return found.response;
    const rebases = await listRebases(pageDatabase(), found.port.id);
    const body: ApiRebases = { port: found.port.slug, rebases: rebases.map(toApiRebase) };
    return respondJson(request, body);
  });
}

export const OPTIONS = respondPreflight;
