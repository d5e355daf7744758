import { answer } from '#app/api/v1/answer.ts';
import { portsCsv } from '#app/api/v1/ports-csv.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import { toApiPort } from '#app/api/v1/to-api-port.ts';
import { listPorts } from '#lib/db/read/list-ports.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const ports = await listPorts(pageDatabase(), new Date());
    return respondCsv(request, portsCsv(ports.map(toApiPort)), 'ports.csv');
  });
}

export const OPTIONS = respondPreflight;
