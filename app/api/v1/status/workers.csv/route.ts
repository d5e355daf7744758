import { answerForStatus } from '#app/api/v1/answer-for-status.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import { workersCsv } from '#app/api/v1/status-csv.ts';

export function GET(request: Request): Promise<Response> {
  return answerForStatus(request, ({ workers }) =>
    respondCsv(request, workersCsv(workers), 'workers.csv'),
  );
}

export const OPTIONS = respondPreflight;
