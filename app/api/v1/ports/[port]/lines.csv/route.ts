import { answer } from '#app/api/v1/answer.ts';
import { findPort } from '#app/api/v1/find-port.ts';
import { linesCsv } from '#app/api/v1/lines-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { listLines } from '#lib/db/read/list-lines.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answer(request, async () => {
    const found = await findPort((await params).port);
    if (found.kind === 'unknown') return found.response;
    const lines = await listLines(pageDatabase(), found.port, new Date());
    return respondCsv(request, linesCsv(lines), `${found.port.slug}-lines.csv`);
  });
}

export const OPTIONS = respondPreflight;
