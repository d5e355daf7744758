import { getStatus } from '#lib/db/read/get-status.ts';
import { listRepositories } from '#lib/db/read/list-repositories.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { StatusView } from '#lib/domain/status-view.ts';

import { answer } from './answer.ts';

/** Answers from what the status page shows. */
export function answerForStatus(
  request: Request,
  respond: (status: StatusView) => Response,
): Promise<Response> {
  return answer(request, async () => {
    const db = pageDatabase();
    return respond(await getStatus(db, await listRepositories(db)));
  });
}
