// The mail of a delivery: news, several of them as a digest, the question whether somebody wants any, or a word to the owner
// of an endpoint.
import { composeMail } from '#lib/alerts/compose-mail.ts';
import { confirmationMessage, endpointDisabledMessage } from '#lib/alerts/message-account.ts';
import { digestMessage } from '#lib/alerts/message-digest.ts';
import { incidentMessage } from '#lib/alerts/message-incident.ts';
import { mailOf, type Mail } from '#lib/alerts/message-mail.ts';
import {
  addressHash,
  CONFIRM_HOURS,
  confirmToken,
  hashToken,
  mailLinkToken,
  mailPaths,
  type MailLink,
} from '#lib/auth/mail-links.ts';
import type { DeliveryToSend } from '#lib/db/read/list-deliveries-to-send.ts';
import { isSuppressed } from '#lib/db/read/is-suppressed.ts';
import { storedWord } from '#lib/db/read/stored-word.ts';
import { ALERT_KINDS, PACES, SEVERITIES } from '#lib/domain/alert.ts';
import { describeFilters } from '#lib/domain/describe-filters.ts';
import { mailSender } from '#lib/domain/mail-address.ts';
import { SUBSYSTEMS } from '#lib/domain/subsystem.ts';

import { newsOf } from './render-delivery.ts';
import type { WorkerContext } from './worker-context.ts';

export type PlannedMail =
  | {
      readonly kind: 'send';
      readonly to: string;
      /** Null: it goes to no subscriber. */
      readonly address: { readonly id: string; readonly hash: string } | null;
      readonly compose: () => Promise<string>;
      /** Whether what is sent may stand in the database: not where it holds a token that is kept nowhere. */
      readonly isStored: boolean;
    }
  /** It must not be sent (any more); one sentence. */
  | { readonly kind: 'close'; readonly reason: string };

/** `deliveries` of one mail, in order; `id` is the digest's or the delivery's. */
export async function planMail(
  context: WorkerContext,
  id: string,
  deliveries: readonly DeliveryToSend[],
): Promise<PlannedMail> {
  const [lead] = deliveries;
  if (lead === undefined) return close('There is no such delivery.');
  if (lead.event !== null) return planNews(context, id, deliveries, lead);
  if (lead.subscription !== null) return planQuestion(context, lead);
  return planNotice(context, lead);
}

async function planNews(
  context: WorkerContext,
  id: string,
  deliveries: readonly DeliveryToSend[],
  lead: DeliveryToSend,
): Promise<PlannedMail> {
  const { subscription } = lead;
  const address = subscription?.address ?? null;
  if (subscription === null || address === null) return close('Its subscription is gone.');
  if (deliveries.some((delivery) => delivery.subscription?.endedAt !== null)) {
    return close('Its subscription has ended.');
  }
  if (address.verifiedAt === null) return close('Its address is not confirmed.');
  const suppressing = await suppressionOf(context, address.address);
  if (suppressing.isSuppressed) return close('Nothing is sent to its address any more.');
  const isDigest = lead.digestId !== null;
  const link: MailLink = isDigest
    ? { kind: 'address', id: address.id }
    : { kind: 'subscription', id: subscription.id };
  const token = mailLinkToken(link, address.linkSecret);
  const urls = {
    manageUrl: context.settings.baseUrl + mailPaths.manage(token),
    unsubscribeUrl: context.settings.baseUrl + mailPaths.unsubscribe(token),
  };
  const news = deliveries.flatMap((delivery) => newsOf(delivery) ?? []);
  const [first] = news;
  if (first === undefined) return close('It is about nothing.');
  const isWeekly = deliveries.every((delivery) => delivery.subscription?.pace === 'weekly');
  const message = isDigest
    ? digestMessage(news, isWeekly ? 'weekly' : 'daily', context.settings)
    : incidentMessage(first, context.settings);
  return {
    kind: 'send',
    to: address.address,
    address: { id: address.id, hash: suppressing.hash },
    isStored: true,
    compose: () =>
      compose(context, {
        id,
        to: address.address,
        mail: mailOf(message, urls),
        date: context.now(),
        thread: isDigest ? null : first.incidentId,
        unsubscribeUrl: urls.unsubscribeUrl,
      }),
  };
}

async function planQuestion(context: WorkerContext, lead: DeliveryToSend): Promise<PlannedMail> {
  const { subscription } = lead;
  const address = subscription?.address ?? null;
  if (subscription === null || address === null) return close('Its subscription is gone.');
  const token = confirmToken(lead.id, context.appSecret);
  if (address.confirmTokenHash !== hashToken(token)) {
    return close('It was answered, or another question was asked since.');
  }
  if (address.confirmExpiresAt === null || address.confirmExpiresAt <= context.now()) {
    return close('It was not sent before its link ended.');
  }
  const suppressing = await suppressionOf(context, address.address);
  if (suppressing.isSuppressed) return close('Nothing is sent to its address any more.');
  const wish = describeFilters(
    {
      lines: subscription.lines,
      subsystems: subscription.subsystems.map((word) =>
        storedWord(SUBSYSTEMS, word, 'subscription.subsystems'),
      ),
      kinds: subscription.kinds.map((word) =>
        storedWord(
          ALERT_KINDS.map((kind) => kind.id),
          word,
          'subscription.kinds',
        ),
      ),
      leastSeverity: storedWord(
        SEVERITIES,
        subscription.leastSeverity,
        'subscription.leastSeverity',
      ),
      pace: storedWord(PACES, subscription.pace, 'subscription.pace'),
    },
    subscription.port?.name ?? null,
  );
  const message = confirmationMessage({
    confirmUrl: context.settings.baseUrl + mailPaths.confirm(token),
    wishes: [wish],
    endsInHours: CONFIRM_HOURS,
  });
  return {
    kind: 'send',
    to: address.address,
    address: { id: address.id, hash: suppressing.hash },
    isStored: false,
    compose: () =>
      compose(context, {
        id: lead.id,
        to: address.address,
        mail: mailOf(message, null),
        date: lead.createdAt,
        thread: null,
        unsubscribeUrl: null,
      }),
  };
}

async function planNotice(context: WorkerContext, lead: DeliveryToSend): Promise<PlannedMail> {
  const { endpoint } = lead;
  if (endpoint === null || endpoint.disabledReason === null) {
    return close('The endpoint was enabled again before its owner could be told.');
  }
  const { owner, name, targetLabel, disabledReason: reason } = endpoint;
  if (!owner.emailVerified) return close('Its owner has no verified address.');
  if ((await suppressionOf(context, owner.email)).isSuppressed) {
    return close('Nothing is sent to its owner’s address any more.');
  }
  const url = `${context.settings.baseUrl}/settings/endpoints/${endpoint.id}`;
  const message = endpointDisabledMessage({ name, targetLabel, reason, url });
  return {
    kind: 'send',
    to: owner.email,
    address: null,
    isStored: true,
    compose: () =>
      compose(context, {
        id: lead.id,
        to: owner.email,
        mail: mailOf(message, null),
        date: lead.createdAt,
        thread: null,
        unsubscribeUrl: null,
      }),
  };
}

function compose(
  { settings }: WorkerContext,
  input: {
    readonly id: string;
    readonly to: string;
    readonly mail: Mail;
    readonly date: Date;
    readonly thread: string | null;
    readonly unsubscribeUrl: string | null;
  },
): Promise<string> {
  return composeMail({ ...input, from: mailSender(settings) });
}

async function suppressionOf(
  { appSecret, database }: WorkerContext,
  address: string,
): Promise<{ readonly hash: string; readonly isSuppressed: boolean }> {
  const hash = addressHash(address, appSecret);
  return { hash, isSuppressed: await isSuppressed(database.prisma, hash) };
}

function close(reason: string): PlannedMail {
  return { kind: 'close', reason };
}
