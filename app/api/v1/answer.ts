import { describeWrongQuery } from '#lib/domain/wrong-query.ts';

import { respondProblem } from './respond.ts';

/** Runs a handler on a query that the address can answer; when the database cannot be read, the answer is a problem too, not a page of HTML. */
export async function answer(request: Request, handle: () => Promise<Response>): Promise<Response> {
  const wrong = describeWrongQuery(new URL(request.url));
  if (wrong !== null) {
    return respondProblem({ title: 'Wrong parameter', status: 400, detail: wrong });
  }
  try {
    return await handle();
  } catch (error) {
    // Next reports what a handler throws on the server's log; here the report must be made before the answer.
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return respondProblem({
      title: 'Not available',
      status: 503,
      detail: 'The database could not be read. Nothing is lost: try again in a minute.',
    });
  }
}
