import { respondProblem } from '#app/api/v1/respond.ts';

/** What no other address of the API takes. */
export function GET(request: Request): Response {
  const { pathname } = new URL(request.url);
  return respondProblem({
    title: 'No such address',
    status: 404,
    detail: `There is nothing at ${pathname}. Start from /api/v1/ports, /api/v1/ports/{port}/rebases or /api/v1/alerts.`,
  });
}
