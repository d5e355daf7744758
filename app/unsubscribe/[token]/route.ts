import { respondProblem } from '#app/api/v1/respond.ts';
import { openMailLink } from '#app/open-mail-link.ts';
import { readForm } from '#app/read-form.ts';
import { wantsPage } from '#app/respond-to-act.ts';
import { readSettings } from '#app/settings.ts';
import { addressHash } from '#lib/auth/mail-links.ts';
import { database } from '#lib/db/prisma-client.ts';
import { endSubscriptions } from '#lib/db/write/end-subscriptions.ts';
import { suppressAddress } from '#lib/db/write/suppress-address.ts';

interface UnsubscribeParams {
  readonly params: Promise<{ readonly token: string }>;
}

/** Leads to the page that shows what a click would end: a program that opens every link of a mail must end nothing. */
export async function GET(_request: Request, { params }: UnsubscribeParams): Promise<Response> {
  return goTo(`/subscriptions/${encodeURIComponent((await params).token)}`);
}

/**
 * One click of a mail program (https://www.rfc-editor.org/rfc/rfc8058: no cookie, no page, no question) or of the page's button. The
 * token is the permission. Done twice it changes nothing more.
 */
export async function POST(request: Request, { params }: UnsubscribeParams): Promise<Response> {
  const { token } = await params;
  const opened = await openMailLink(token);
  if (opened === null) {
    return respondProblem({
      title: 'No such subscription',
      status: 404,
      detail: 'This link is none of ours, or was replaced by another.',
    });
  }
  const { link, address } = opened;
  const form = await readForm(request);
  const at = new Date();
  const db = database().prisma;
  const { appSecret } = readSettings();
  if (link.kind === 'address' && form?.get('never') === 'yes' && appSecret !== null) {
    await suppressAddress(db, {
      addressHash: addressHash(address.address, appSecret),
      reason: 'unsubscribed',
      at,
      addressId: address.id,
    });
  } else {
    await endSubscriptions(db, {
      which: link.kind === 'address' ? { addressId: address.id } : { id: link.id },
      reason: 'Its owner ended it by the link in a mail.',
      at,
    });
  }
  return wantsPage(request)
    ? goTo(`/subscriptions/${encodeURIComponent(token)}?notice=ended`)
    : new Response('Unsubscribed.\n', {
        headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
      });
}

function goTo(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: location, 'Cache-Control': 'no-store' },
  });
}
