import { answerForStatus } from '#app/api/v1/answer-for-status.ts';
import { respondCsv, respondPreflight, respondProblem } from '#app/api/v1/respond.ts';
import { queueCsv } from '#app/api/v1/status-csv.ts';

/** Where there is no queue yet, a table without rows would say that it is empty. */
export function GET(request: Request): Promise<Response> {
  return answerForStatus(request, ({ queue }) =>
    queue === null
      ? respondProblem({
          title: 'No queue',
          status: 404,
          detail: 'There is no queue yet: no worker has started here.',
        })
      : respondCsv(request, queueCsv(queue), 'queue.csv'),
  );
}

export const OPTIONS = respondPreflight;
