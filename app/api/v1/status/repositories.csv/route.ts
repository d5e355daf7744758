import { answerForStatus } from '#app/api/v1/answer-for-status.ts';
import { respondPreflight } from '#app/api/v1/respond.ts';
import { repositoriesCsv } from '#app/api/v1/status-csv.ts';

export function GET(request: Request): Promise<Response> {
  return answerForStatus(request, 'repositories.csv', (status) =>
    repositoriesCsv(status.repositories),
  );
}

export const OPTIONS = respondPreflight;
