import { answerForStatus } from '#app/api/v1/answer-for-status.ts';
import { respondPreflight } from '#app/api/v1/respond.ts';
import { queueCsv } from '#app/api/v1/status-csv.ts';

export function GET(request: Request): Promise<Response> {
  return answerForStatus(request, 'queue.csv', (status) => queueCsv(status.queue));
}

export const OPTIONS = respondPreflight;
