import { isDatabaseUp } from '#lib/db/read/is-database-up.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

const limitMs = 2000;

/** 200 while the database answers in two seconds, else 503; never cached. */
export async function GET(): Promise<Response> {
  const isUp = await isDatabaseUp(pageDatabase(), limitMs);
  const body = isUp
    ? { status: 'ok', database: 'ok' }
    : { status: 'down', database: 'unreachable' };
  return Response.json(body, {
    status: isUp ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
  });
}
