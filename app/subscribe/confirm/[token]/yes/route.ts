import { respondRefused } from '#app/respond-to-act.ts';
import { readSettings } from '#app/settings.ts';
import { hashToken } from '#lib/auth/mail-links.ts';
import { isOwnRequest } from '#lib/auth/request-origin.ts';
import { database } from '#lib/db/prisma-client.ts';
import { confirmMail } from '#lib/db/write/confirm-mail.ts';

interface ConfirmParams {
  readonly params: Promise<{ readonly token: string }>;
}

/** The click on the page's button; the token is the permission, and counts once. */
export async function POST(request: Request, { params }: ConfirmParams): Promise<Response> {
  if (!isOwnRequest(request.headers, readSettings().baseUrl)) {
    return respondRefused(request, 'foreign');
  }
  const { token } = await params;
  const confirmed = await confirmMail(database().prisma, {
    confirmTokenHash: hashToken(token),
    at: new Date(),
  });
  const query = confirmed === null ? '' : '?notice=done';
  return new Response(null, {
    status: 303,
    headers: {
      Location: `/subscribe/confirm/${encodeURIComponent(token)}${query}`,
      'Cache-Control': 'no-store',
    },
  });
}
