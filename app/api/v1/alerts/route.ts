import { answer } from '#app/api/v1/answer.ts';
import { findAlerts } from '#app/api/v1/find-alerts.ts';
import { respondJson, respondPreflight } from '#app/api/v1/respond.ts';

/** Open and past incidents; "?state=open&port=tamago&kind=forecast-conflict&severity=warning" narrows them. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const found = await findAlerts(request);
    return found.kind === 'wrong' ? found.response : respondJson(request, found.alerts);
  });
}

export const OPTIONS = respondPreflight;
