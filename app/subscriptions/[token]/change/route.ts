import { openMailLink } from '#app/open-mail-link.ts';
import { readForm } from '#app/read-form.ts';
import { respondRefused } from '#app/respond-to-act.ts';
import { readSettings } from '#app/settings.ts';
import { parseWish } from '#components/subscribe/subscribe-url.ts';
import { isOwnRequest } from '#lib/auth/request-origin.ts';
import { database } from '#lib/db/prisma-client.ts';
import { findPort } from '#lib/db/read/find-port.ts';
import { changeSubscription } from '#lib/db/write/change-subscription.ts';

interface ChangeParams {
  readonly params: Promise<{ readonly token: string }>;
}

/** Of the subscriptions that the link leads to, the one that the form names. */
export async function POST(request: Request, { params }: ChangeParams): Promise<Response> {
  if (!isOwnRequest(request.headers, readSettings().baseUrl)) {
    return respondRefused(request, 'foreign');
  }
  const { token } = await params;
  const form = await readForm(request);
  if (form === null) return respondRefused(request, 'malformed');
  const opened = await openMailLink(token);
  const id = form.get('subscription');
  const found = opened?.address.subscriptions.find((subscription) => subscription.id === id);
  if (found === undefined) {
    return respondRefused(request, {
      kind: 'impossible',
      status: 404,
      sentence: 'There is no such subscription behind this link, or it has ended.',
    });
  }
  const { port, line, ...wish } = parseWish(form);
  const db = database().prisma;
  const portId = port === null ? null : await findPort(db, port.replaceAll('\0', ''));
  if (port !== null && portId === null) {
    return respondRefused(request, {
      kind: 'impossible',
      status: 422,
      sentence: 'There is no such port.',
    });
  }
  await changeSubscription(db, {
    id: found.id,
    filters: { ...wish, portId, lines: line === null ? [] : [line] },
    at: new Date(),
  });
  return new Response(null, {
    status: 303,
    headers: {
      Location: `/subscriptions/${encodeURIComponent(token)}?notice=changed`,
      'Cache-Control': 'no-store',
    },
  });
}
