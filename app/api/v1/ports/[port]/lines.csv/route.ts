import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { linesCsv } from '#app/api/v1/lines-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import type { PortParams } from '#app/page-props.ts';
import { listLines } from '#lib/db/read/list-lines.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { judgedAt } from '#lib/domain/judged-at.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(request, params, async (port) => {
    const lines = await listLines(pageDatabase(), port, judgedAt(port, new Date()));
    return respondCsv(request, linesCsv(lines), `${port.slug}-lines.csv`);
  });
}

export const OPTIONS = respondPreflight;
