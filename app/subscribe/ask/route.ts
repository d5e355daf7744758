import { ulid } from 'ulid';

import { goOn } from '#app/go-on.ts';
import { goBackToForm } from '#app/kept-form.ts';
import { readForm } from '#app/read-form.ts';
import { respondRefused } from '#app/respond-to-act.ts';
import { readSettings } from '#app/settings.ts';
import { parseWish, wishQuery } from '#components/subscribe/subscribe-url.ts';
import { CLIENT_ADDRESS_HEADER } from '#lib/auth/create-auth.ts';
import {
  addressHash,
  CONFIRM_HOURS,
  confirmToken,
  hashToken,
  makeLinkSecret,
} from '#lib/auth/mail-links.ts';
import { isOwnRequest } from '#lib/auth/request-origin.ts';
import { database } from '#lib/db/prisma-client.ts';
import { findPort } from '#lib/db/read/find-port.ts';
import { askForMail } from '#lib/db/write/ask-for-mail.ts';
import { countAttempt } from '#lib/db/write/count-attempt.ts';
import { parseMailAddress } from '#lib/domain/mail-address.ts';
import { enqueueDeliver } from '#lib/jobs/enqueue.ts';

/** From one place; a mailbox is protected besides, however many places ask for it. */
const asksOfOnePlace = { most: 10, windowMs: 10 * 60_000 };

/** Whoever asks is told the same whether the address is known, barred or new: it may not be theirs. */
export async function POST(request: Request): Promise<Response> {
  const { baseUrl, smtpUrl, appSecret } = readSettings();
  if (!isOwnRequest(request.headers, baseUrl)) return respondRefused(request, 'foreign');
  const form = await readForm(request);
  if (form === null) return respondRefused(request, 'malformed');
  const wish = parseWish(form);
  const goTo = (notice: string) => {
    const query = wishQuery(wish);
    query.set('notice', notice);
    return `/subscribe?${query}`;
  };
  const goBack = (notice: string) =>
    goBackToForm({ page: goTo(notice), act: 'ask', sentence: null, form });
  if (smtpUrl === null || appSecret === null) return goOn(goTo('no-mail'));
  const address = parseMailAddress(form.get('address') ?? '');
  if (address === null) return goBack('address');
  const db = database().prisma;
  const now = new Date();
  const from = request.headers.get(CLIENT_ADDRESS_HEADER) ?? 'unknown';
  if (!(await countAttempt(db, { key: `${from}|subscribe`, limit: asksOfOnePlace, now }))) {
    return goBack('too-often');
  }
  const portId = wish.port === null ? null : await findPort(db, wish.port.replaceAll('\0', ''));
  if (wish.port !== null && portId === null) return goBack('port');
  const deliveryId = ulid(now.getTime());
  const { line, subsystems, kinds, leastSeverity, pace } = wish;
  const outcome = await askForMail(db, {
    address,
    addressHash: addressHash(address, appSecret),
    linkSecret: makeLinkSecret(),
    deliveryId,
    confirmTokenHash: hashToken(confirmToken(deliveryId, appSecret)),
    confirmExpiresAt: new Date(now.getTime() + CONFIRM_HOURS * 3_600_000),
    filters: { portId, lines: line === null ? [] : [line], subsystems, kinds, leastSeverity, pace },
    at: now,
  });
  if (outcome === 'asked') await enqueueDeliver(db);
  return goOn(goTo('asked'));
}
