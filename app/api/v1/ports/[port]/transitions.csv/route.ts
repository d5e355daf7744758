import { answer } from '#app/api/v1/answer.ts';
import { findPort } from '#app/api/v1/find-port.ts';
import { transitionsCsv } from '#app/api/v1/transitions-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { listRebases } from '#lib/db/read/list-rebases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answer(async () => {
    const found = await findPort((await params).port);
    if (found.kind === 'unknown') return found.response;
    const rebases = await listRebases(pageDatabase(), found.port.id);
    return respondCsv(request, transitionsCsv(rebases), `${found.port.slug}-transitions.csv`);
  });
}

export const OPTIONS = respondPreflight;
