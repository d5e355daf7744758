import { getStatus } from '#lib/db/read/get-status.ts';
import { listRepositories } from '#lib/db/read/list-repositories.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import type { StatusView } from '#lib/domain/status-view.ts';

import { answer } from './answer.ts';
import { respondCsv } from './respond.ts';

/** A table of what the status page shows, as `name`. */
export function answerForStatus(
  request: Request,
  name: string,
  toTable: (status: StatusView) => string,
): Promise<Response> {
  return answer(async () => {
    const db = pageDatabase();
    const status = await getStatus(db, await listRepositories(db));
    return respondCsv(request, toTable(status), name);
  });
}
