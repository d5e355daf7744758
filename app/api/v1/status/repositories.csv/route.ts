import { answerForStatus } from '#app/api/v1/answer-for-status.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';
import { repositoriesCsv } from '#app/api/v1/status-csv.ts';
import { readSettings } from '#app/settings.ts';

export function GET(request: Request): Promise<Response> {
  return answerForStatus(request, ({ repositories }) =>
    respondCsv(request, repositoriesCsv(repositories, readSettings()), 'repositories.csv'),
  );
}

export const OPTIONS = respondPreflight;
