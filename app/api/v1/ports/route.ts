import { answer } from '#app/api/v1/answer.ts';
import { respondJson, respondPreflight } from '#app/api/v1/respond.ts';
import { toApiPort } from '#app/api/v1/to-api-port.ts';
import { listPorts } from '#lib/db/read/list-ports.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { ApiPorts } from '#lib/domain/api-v1.ts';

export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const ports: ApiPorts = (await listPorts(pageDatabase(), new Date())).map(toApiPort);
    return respondJson(request, ports);
  });
}

export const OPTIONS = respondPreflight;
