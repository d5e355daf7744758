import { answer } from '#app/api/v1/answer.ts';
import { alertsCsv } from '#app/api/v1/alerts-csv.ts';
import { findAlerts } from '#app/api/v1/find-alerts.ts';
import { respondCsv, respondPreflight } from '#app/api/v1/respond.ts';

export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const found = await findAlerts(request);
    return found.kind === 'wrong'
      ? found.response
      : respondCsv(request, alertsCsv(found.alerts.incidents), 'alerts.csv');
  });
}

export const OPTIONS = respondPreflight;
