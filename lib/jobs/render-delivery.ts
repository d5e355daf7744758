// What is sent for a delivery, in the form of its channel.
import { z } from 'zod';

import { testMessage } from '#lib/alerts/message-account.ts';
import { discordMessage } from '#lib/alerts/message-discord.ts';
import { incidentMessage, type IncidentNews } from '#lib/alerts/message-incident.ts';
import { issueOf } from '#lib/alerts/message-issue.ts';
import { matrixMessage } from '#lib/alerts/message-matrix.ts';
import { slackMessage } from '#lib/alerts/message-slack.ts';
import { testWebhookBody, webhookBody } from '#lib/alerts/message-webhook.ts';
import type { Message, MessagePlaces } from '#lib/alerts/message.ts';
import type { DeliveryToSend } from '#lib/db/read/list-deliveries-to-send.ts';
import { storedWord } from '#lib/db/read/stored-word.ts';
import { OWED_EVENTS, SEVERITIES } from '#lib/domain/alert.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import { ENDPOINT_CHANNELS } from '#lib/domain/endpoint-target.ts';
import { incidentFacts } from '#lib/domain/incident-facts.ts';

/** The body of a github-issue delivery: what the issue is to be. */
export const issueContent = z.object({
  title: z.string(),
  body: z.string(),
  isOpen: z.boolean(),
});

/** Null: it is about no incident. */
export function newsOf({ event }: DeliveryToSend): IncidentNews | null {
  if (event === null) return null;
  const { incident, incidentId, seq, at } = event;
  const kind = storedWord(OWED_EVENTS, event.kind, 'incident_event.kind');
  return {
    incidentId,
    seq,
    kind,
    at,
    severity: storedWord(SEVERITIES, event.severity, 'incident_event.severity'),
    facts: incidentFacts.parse(event.facts),
    reason: isEnd(kind) ? incident.resolvedReason : null,
  };
}

/** For every channel but mail. */
export function renderForEndpoint(delivery: DeliveryToSend, places: MessagePlaces): string {
  const channel = storedWord(ENDPOINT_CHANNELS, delivery.channel, 'delivery.channel');
  const news = newsOf(delivery);
  const message = news === null ? testMessage(places.baseUrl) : incidentMessage(news, places);
  switch (channel) {
    case 'webhook':
      return news === null ? testWebhookBody(delivery.createdAt) : webhookBody(news, places);
    case 'slack':
      return JSON.stringify(slackMessage(message));
    case 'discord':
      return JSON.stringify(discordMessage(message));
    case 'matrix':
      return JSON.stringify(matrixMessage(message));
    case 'github-issue':
      return JSON.stringify(renderIssue(message, news));
    default:
      return assertNever(channel);
  }
}

function renderIssue(
  message: Message,
  news: IncidentNews | null,
): z.output<typeof issueContent> | null {
  if (news === null) return null;
  return { ...issueOf(message, news.incidentId), isOpen: !isEnd(news.kind) };
}

function isEnd(kind: IncidentNews['kind']): boolean {
  return kind === 'resolved' || kind === 'closed';
}
