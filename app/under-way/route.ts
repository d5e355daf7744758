import { answer } from '#app/api/v1/answer.ts';
import { respondJson } from '#app/api/v1/respond.ts';
import { describeUnderWay } from '#components/live/describe-under-way.ts';
import { getUnderWay } from '#lib/db/read/get-under-way.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

/** What every open page asks to keep itself up to date. The same for everybody: nobody's session is looked at. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () =>
    respondJson(request, describeUnderWay(await getUnderWay(pageDatabase(), new Date()))),
  );
}
