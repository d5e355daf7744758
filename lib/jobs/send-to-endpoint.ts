// Sends the body of a delivery to its endpoint, by its channel.
import {
  judgeAnswer,
  tryAgain,
  tryOnceMore,
  type Attempt,
  type Judgement,
} from '#lib/alerts/judge-attempt.ts';
import { issueMark } from '#lib/alerts/message-issue.ts';
import { OUTGOING_LIMITS, type OutgoingOptions } from '#lib/alerts/outgoing.ts';
import type { SentCall, SentRequest } from '#lib/alerts/send-call.ts';
import { sendDiscord } from '#lib/alerts/send-discord.ts';
import { sendMatrix } from '#lib/alerts/send-matrix.ts';
import { sendSlack } from '#lib/alerts/send-slack.ts';
import { sendWebhook } from '#lib/alerts/send-webhook.ts';
import { openEndpointSecret, openTarget } from '#lib/auth/seal-endpoint.ts';
import { getIncidentIssue } from '#lib/db/read/get-incident-issue.ts';
import { getRestPause } from '#lib/db/read/get-rest-pause.ts';
import type { DeliveryToSend } from '#lib/db/read/list-deliveries-to-send.ts';
import { recordIncidentIssue } from '#lib/db/write/record-incident-issue.ts';
import { recordRateLimit } from '#lib/db/write/record-rate-limit.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import type { EndpointTarget } from '#lib/domain/endpoint-target.ts';
import { GitHubError } from '#lib/github/github-error.ts';
import { keepIssue } from '#lib/github/keep-issue.ts';

import { issueContent } from './render-delivery.ts';
import type { WorkerContext } from './worker-context.ts';

export interface Sent {
  readonly judgement: Judgement;
  /** HTTP or SMTP. Null: there was no answer. */
  readonly status: number | null;
  readonly request: SentRequest;
  /** Without our secrets, even where the receiver repeats them. Null: there was none. */
  readonly answer: string | null;
}

type Endpoint = NonNullable<DeliveryToSend['endpoint']>;

/** Why nothing is sent there; one sentence. Null: nothing is against it. */
export function findObstacle({ endpoint, event, subscription }: DeliveryToSend): string | null {
  if (endpoint === null) return 'Its endpoint is gone.';
  if (endpoint.state === 'disabled') return 'Its endpoint is disabled.';
  if (event !== null && subscription?.endedAt !== null) return 'Its subscription has ended.';
  const { owner, channel, targetLabel } = endpoint;
  if (owner.disabledAt !== null) return 'The account of its owner is disabled.';
  const { isAdministrator, maintains } = owner;
  if (!isAdministrator && maintains.length === 0) return 'Its owner maintains no port any more.';
  if (channel !== 'github-issue' || event === null) return null;
  // Whoever does not maintain the fork cannot have its issues written.
  const { port } = event.incident;
  const isOfFork = port?.fork.fullName.toLowerCase() === targetLabel.toLowerCase();
  const mayOptIn = isAdministrator || maintains.some(({ portId }) => portId === port?.id);
  return isOfFork && mayOptIn
    ? null
    : 'Issues are written to the fork of the port only, and for its maintainers only.';
}

export interface EndpointOptions {
  readonly attempt: Attempt;
  readonly outgoing: OutgoingOptions;
  /** Between two writes to issues. */
  readonly issuePauseMs: number;
}

/** Throws SealError. */
export async function sendToEndpoint(
  context: WorkerContext,
  delivery: DeliveryToSend & { readonly endpoint: Endpoint; readonly body: string },
  options: EndpointOptions,
): Promise<Sent> {
  const { attempt, outgoing } = options;
  const { endpoint } = delivery;
  const target = openTarget(endpoint.target, endpoint.id, context.appSecret);
  if (target.channel === 'github-issue') {
    return sendIssue(context, delivery, { ...options, repository: target.repository });
  }
  const secrets = openSecrets(context, endpoint);
  const { answer, request } = await call(delivery, {
    target,
    secrets,
    at: context.now(),
    outgoing,
  });
  return {
    judgement: judgeAnswer(answer, attempt),
    status: answer.kind === 'answered' ? answer.status : null,
    request,
    answer: answer.kind === 'answered' ? withoutSecrets(answer.text, target, secrets) : null,
  };
}

function call(
  delivery: { readonly id: string; readonly body: string },
  {
    target,
    secrets,
    at,
    outgoing,
  }: {
    readonly target: Exclude<EndpointTarget, { channel: 'github-issue' }>;
    readonly secrets: readonly string[];
    readonly at: Date;
    readonly outgoing: OutgoingOptions;
  },
): Promise<SentCall> {
  switch (target.channel) {
    case 'webhook':
      return sendWebhook(delivery, { url: target.url, secrets }, { ...outgoing, at });
    case 'slack':
      return sendSlack(delivery, target, outgoing);
    case 'discord':
      return sendDiscord(delivery, target, outgoing);
    case 'matrix':
      return sendMatrix(delivery, { ...target, accessToken: secrets[0] ?? '' }, outgoing);
    default:
      return assertNever(target);
  }
}

/** The present one first, then the one before while it holds. */
function openSecrets({ appSecret, now }: WorkerContext, endpoint: Endpoint): readonly string[] {
  const { id, secret, previousSecret, previousUntil } = endpoint;
  const isPreviousValid = previousUntil !== null && previousUntil > now();
  const sealed = [secret, isPreviousValid ? previousSecret : null];
  return sealed.flatMap((text) => (text === null ? [] : [openEndpointSecret(text, id, appSecret)]));
}

function withoutSecrets(text: string, target: EndpointTarget, secrets: readonly string[]): string {
  const url = 'url' in target ? new URL(target.url) : null;
  const places = url === null ? [] : [url.href, url.pathname, ...url.searchParams.values()];
  return [...secrets, ...places]
    .filter((secret) => secret.length >= 8)
    .reduce((shown, secret) => shown.replaceAll(secret, '…'), text);
}

async function sendIssue(
  context: WorkerContext,
  delivery: DeliveryToSend & { readonly body: string },
  {
    repository,
    attempt,
    outgoing: { limits = OUTGOING_LIMITS },
    issuePauseMs: pauseMs,
  }: EndpointOptions & { readonly repository: string },
): Promise<Sent> {
  const { settings, database, now, log } = context;
  const { prisma } = database;
  const request: SentRequest = {
    method: 'PATCH',
    to: `${new URL(settings.githubApiUrl).host}/repos/${repository}/issues`,
    headers: {},
    bytes: Buffer.byteLength(delivery.body),
  };
  if (settings.githubToken === null) {
    const reason = 'GITHUB_TOKEN is not set: without it no issue can be written.';
    return { judgement: tryAgain(reason, attempt), status: null, request, answer: null };
  }
  if (delivery.event === null) {
    // A test writes nothing: an issue of its own would be one write too many.
    return { judgement: { kind: 'delivered' }, status: null, request, answer: null };
  }
  const { incidentId, incident } = delivery.event;
  try {
    const { number, writes } = await keepIssue(
      {
        repository,
        number: await getIncidentIssue(prisma, { incidentId, repository }),
        mark: issueMark(incidentId),
        since: incident.openedAt,
        ...issueContent.parse(JSON.parse(delivery.body)),
      },
      {
        apiUrl: settings.githubApiUrl,
        token: settings.githubToken,
        gate: {
          pause: (credential, at) => getRestPause(prisma, credential, at),
          record: (observation) => recordRateLimit(prisma, observation),
        },
        now,
        log,
        timeoutMs: limits.totalMs,
        pauseMs,
      },
    );
    await recordIncidentIssue(prisma, { incidentId, repository, number });
    const answer = `Issue ${number}, ${writes} writes.`;
    return { judgement: { kind: 'delivered' }, status: 200, request, answer };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const { retryable, retryAt, status, message } = error;
    // So it answers where a repository takes no issues, as well as where there is none any more.
    if (status === 410) {
      const judgement: Judgement = { kind: 'dead', reason: message, because: 'gone' };
      return { judgement, status, request, answer: null };
    }
    const waitMs = retryAt === null ? null : retryAt.getTime() - now().getTime();
    const judgement = retryable
      ? tryAgain(message, attempt, waitMs)
      : tryOnceMore(message, attempt);
    return { judgement, status, request, answer: null };
  }
}
