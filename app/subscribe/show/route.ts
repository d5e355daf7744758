import { readForm } from '#app/read-form.ts';
import { parseWish, wishQuery } from '#components/subscribe/subscribe-url.ts';

/** Goes on to the page with what the choice would have sent, and its feeds, without the mail address that may have been typed by then. */
export async function POST(request: Request): Promise<Response> {
  const wish = wishQuery(parseWish((await readForm(request)) ?? new URLSearchParams()));
  return new Response(null, {
    status: 303,
    headers: { Location: `/subscribe?${wish}#preview`, 'Cache-Control': 'no-store' },
  });
}
