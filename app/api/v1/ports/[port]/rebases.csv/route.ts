import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { rebasesCsv } from '#app/api/v1/rebases-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { listRebases } from '#lib/db/read/list-rebases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(params, async (port) => {
    const rebases = await listRebases(pageDatabase(), port.id);
    return respondCsv(request, rebasesCsv(rebases), `${port.slug}-rebases.csv`);
  });
}

export const OPTIONS = respondPreflight;
