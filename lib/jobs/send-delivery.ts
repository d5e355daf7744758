// One delivery that has been taken, or one digest: what is sent is stored, then sent outside any transaction, then what came of
// it is written. Killed at any place, it is done again under the same id by whoever takes it next.
import { isRefusal, judgeMail, tryAgain, type Attempt } from '#lib/alerts/judge-attempt.ts';
import type { OutgoingOptions } from '#lib/alerts/outgoing.ts';
import type { SentRequest } from '#lib/alerts/send-call.ts';
import { sendMail, type MailLimits } from '#lib/alerts/send-mail.ts';
import { listDeliveriesToSend, type DeliveryToSend } from '#lib/db/read/list-deliveries-to-send.ts';
import { recordAttempt } from '#lib/db/write/record-attempt.ts';
import { storeDeliveryBody } from '#lib/db/write/store-delivery-body.ts';
import { mailSender } from '#lib/domain/mail-address.ts';

import { planMail } from './compose-delivery-mail.ts';
import { crashPoint } from './crash-point.ts';
import { renderForEndpoint } from './render-delivery.ts';
import { findObstacle, sendToEndpoint, type Sent } from './send-to-endpoint.ts';
import type { WorkerContext } from './worker-context.ts';

export interface TakenDelivery {
  /** More than one: a digest, in the order in which its mail tells them. */
  readonly deliveryIds: readonly string[];
  /** Null: no digest. */
  readonly digestId: string | null;
  readonly leaseToken: string;
}

export interface SendOptions {
  readonly outgoing: OutgoingOptions;
  readonly mailLimits: MailLimits;
  /** Between two writes to issues. */
  readonly issuePauseMs: number;
  /** From 0 up to 1, for the waits. */
  readonly random: () => number;
}

export type SendOutcome = 'delivered' | 'retry' | 'dead' | 'lost';

interface Result extends Sent {
  /** To suppress, should it turn out to be none. Null: no mail to a subscriber. */
  readonly address: { readonly id: string; readonly hash: string } | null;
}

const MOST_ANSWER_CHARACTERS = 2_000;
const NOTHING_SENT: SentRequest = { method: '', to: '', headers: {}, bytes: 0 };

/** Rejects when the database cannot be used; the lease then runs out. */
export async function sendDelivery(
  context: WorkerContext,
  { deliveryIds, digestId, leaseToken }: TakenDelivery,
  options: SendOptions,
): Promise<SendOutcome> {
  const { prisma } = context.database;
  const deliveries = await listDeliveriesToSend(prisma, deliveryIds);
  const [lead] = deliveries;
  if (lead === undefined) return 'lost';
  crashPoint('after-lease');
  const attempt = attemptOf(lead, context, options);
  const startedAt = context.now();
  const begin = performance.now();
  const result = await trySending(
    context,
    { id: digestId ?? lead.id, deliveries, leaseToken },
    {
      ...options,
      attempt,
    },
  );
  if (result === null) return 'lost';
  crashPoint('after-send');
  const { judgement, status, request, answer, address } = result;
  const isWritten = await recordAttempt(prisma, {
    deliveryIds,
    leaseToken,
    startedAt,
    at: context.now(),
    durationMs: Math.round(performance.now() - begin),
    result: judgement,
    status,
    request: { ...request },
    answer: answer === null ? null : toStoredText(answer),
    endpointId: lead.channel === 'mail' ? null : lead.endpointId,
    isTest: attempt.isTest,
    address,
    beforeCommit: () => crashPoint('before-acknowledgement'),
  });
  crashPoint('after-acknowledgement');
  return isWritten ? judgement.kind : 'lost';
}

function attemptOf(
  { attempts, eventId, channel, log }: DeliveryToSend,
  { now }: WorkerContext,
  { random }: SendOptions,
): Attempt {
  return {
    number: attempts,
    isTest: eventId === null && channel !== 'mail',
    isSecondTry: isRefusal(log[0]?.status ?? null),
    now: now(),
    random: random(),
  };
}

interface Sending {
  /** What the receiver knows it by. */
  readonly id: string;
  readonly deliveries: readonly DeliveryToSend[];
  readonly leaseToken: string;
}

/** Null: somebody else has it by now. Trouble of our own is the delivery's, too: it is tried again like any other. */
async function trySending(
  context: WorkerContext,
  sending: Sending,
  options: SendOptions & { readonly attempt: Attempt },
): Promise<Result | null> {
  try {
    return sending.deliveries[0]?.channel === 'mail'
      ? await sendByMail(context, sending, options)
      : await sendByCall(context, sending, options);
  } catch (error) {
    // Whether the database can be used shows when this is written.
    context.log.error({ error, delivery: sending.id }, 'A delivery could not be sent.');
    const words = error instanceof Error ? error.message : String(error);
    const reason = `This program could not send it: ${words}`;
    const judgement = tryAgain(reason, options.attempt);
    return { judgement, status: null, request: NOTHING_SENT, answer: null, address: null };
  }
}

async function sendByCall(
  context: WorkerContext,
  { id, deliveries, leaseToken }: Sending,
  options: SendOptions & { readonly attempt: Attempt },
): Promise<Result | null> {
  const [delivery] = deliveries;
  const endpoint = delivery?.endpoint ?? null;
  const obstacle = delivery === undefined ? 'It is gone.' : findObstacle(delivery);
  if (delivery === undefined || endpoint === null || obstacle !== null) {
    return closed(obstacle ?? 'Its endpoint is gone.');
  }
  const body = delivery.body ?? renderForEndpoint(delivery, context.settings);
  if (delivery.body === null && !(await store(context, { id, leaseToken, body }))) return null;
  crashPoint('after-body');
  const sent = await sendToEndpoint(context, { ...delivery, endpoint, body }, options);
  return { ...sent, address: null };
}

async function sendByMail(
  context: WorkerContext,
  { id, deliveries, leaseToken }: Sending,
  { attempt, mailLimits: limits }: SendOptions & { readonly attempt: Attempt },
): Promise<Result | null> {
  const { settings } = context;
  const plan = await planMail(context, id, deliveries);
  if (plan.kind === 'close') return closed(plan.reason);
  const { to, address } = plan;
  if (settings.smtpUrl === null) {
    const reason = 'SMTP_URL is not set: without it no mail can be sent.';
    const judgement = tryAgain(reason, attempt);
    return { judgement, status: null, request: NOTHING_SENT, answer: null, address };
  }
  const lead = deliveries[0];
  const raw = lead?.body ?? (await plan.compose());
  if (plan.isStored && lead !== undefined && lead.body === null) {
    if (!(await store(context, { id: lead.id, leaseToken, body: raw }))) return null;
  }
  crashPoint('after-body');
  const from = mailSender(settings).address;
  const sent = await sendMail({ smtpUrl: settings.smtpUrl, from, to, raw, limits });
  const { failure, status, answer, request } = sent;
  return { judgement: judgeMail(failure, attempt), status, answer, request, address };
}

function store(
  { database }: WorkerContext,
  stored: { readonly id: string; readonly leaseToken: string; readonly body: string },
): Promise<boolean> {
  return storeDeliveryBody(database.prisma, stored);
}

/** It is not to be sent (any more). */
function closed(reason: string): Result {
  return {
    judgement: { kind: 'dead', reason, because: null },
    status: null,
    request: NOTHING_SENT,
    answer: null,
    address: null,
  };
}

/** Postgres keeps no NUL in a text. */
function toStoredText(text: string): string {
  return text.slice(0, MOST_ANSWER_CHARACTERS).replaceAll('\0', '\u{FFFD}');
}
