// What is sent, word for word: `npx vitest run lib/alerts/message-golden.test.ts -u` writes the files in lib/alerts/golden anew.
import { describe, expect, test } from 'vitest';

import { ALERT_KINDS, OWED_EVENTS } from '#lib/domain/alert.ts';
import { conflictFacts, exampleConflict, exampleFacts } from '#lib/testing/incident-facts.ts';

import { confirmationMessage, endpointDisabledMessage, testMessage } from './message-account.ts';
import { digestMessage } from './message-digest.ts';
import { discordMessage } from './message-discord.ts';
import { incidentMessage, type IncidentNews } from './message-incident.ts';
import { issueOf } from './message-issue.ts';
import { mailOf } from './message-mail.ts';
import { matrixMessage } from './message-matrix.ts';
import { slackMessage } from './message-slack.ts';
import { webhookBody } from './message-webhook.ts';
import type { Message } from './message.ts';

const places = { baseUrl: 'https://tidemark.test', githubServerUrl: 'https://github.com' };
const links = {
  manageUrl: 'https://tidemark.test/subscribe/manage?token=m',
  unsubscribeUrl: 'https://tidemark.test/subscribe/end?token=u',
};

const opened: IncidentNews = {
  incidentId: '01JZX0000000000000000000AA',
  seq: 1,
  kind: 'opened',
  at: new Date('2026-06-14T17:04:00Z'),
  severity: 'warning',
  facts: conflictFacts,
  reason: null,
};

function newsOf(change: Partial<IncidentNews>): IncidentNews {
  const isOver = change.kind === 'resolved' || change.kind === 'closed';
  return {
    ...opened,
    reason: isOver ? 'The port has published its rebase onto go1.27.0.' : null,
    ...change,
  };
}

function showMail(message: Message): string {
  const { subject, text } = mailOf(message, links);
  return `Subject: ${subject}\n\n${text}`;
}

describe('each event of each kind of incident, as a mail', () => {
  test.each(ALERT_KINDS.map(({ id }) => id))('%s', async (alert) => {
    const mails = OWED_EVENTS.map((kind) =>
      showMail(incidentMessage(newsOf({ kind, facts: exampleFacts[alert] }), places)),
    );
    await expect(mails.join(`\n${'='.repeat(100)}\n\n`)).toMatchFileSnapshot(
      `golden/mail.${alert}.txt`,
    );
  });
});

const samples: readonly IncidentNews[] = [
  opened,
  newsOf({ kind: 'updated', seq: 2 }),
  newsOf({ kind: 'resolved', seq: 3, facts: { ...conflictFacts, conflicts: [], muted: 0 } }),
  newsOf({ severity: 'critical', facts: exampleFacts['unfixed-cves'] }),
  newsOf({ facts: exampleFacts['cannot-poll'] }),
];

const formats: Readonly<Record<string, (news: IncidentNews, message: Message) => string>> = {
  html: (_, message) => mailOf(message, links).html,
  slack: (_, message) => json(slackMessage(message)),
  discord: (_, message) => json(discordMessage(message)),
  matrix: (_, message) => json(matrixMessage(message)),
  issue: (news, message) => {
    const { title, body } = issueOf(message, news.incidentId);
    return [title, body].join('\n\n-----\n\n');
  },
  webhook: (news) => json(JSON.parse(webhookBody(news, places))),
};

describe('each format', () => {
  test.each(Object.keys(formats))('%s', async (format) => {
    const shown = samples.map((news) => formats[format]?.(news, incidentMessage(news, places)));
    await expect(shown.join(`\n${'='.repeat(100)}\n\n`)).toMatchFileSnapshot(
      `golden/format.${format}.txt`,
    );
  });
});

describe('what is not about one event', () => {
  const many = newsOf({
    facts: {
      ...conflictFacts,
      conflicts: Array.from({ length: 60 }, (_, index) => ({
        ...exampleConflict,
        path: `src/runtime/file_${index}.go`,
      })),
      gone: [],
      muted: 0,
    },
  });
  const messages: Readonly<Record<string, Message>> = {
    'a long list is cut': incidentMessage(many, places),
    'a daily digest': digestMessage(
      [
        opened,
        newsOf({ incidentId: '01JZX0000000000000000000AB', facts: exampleFacts.behind }),
        newsOf({ kind: 'updated', seq: 2, at: new Date('2026-06-14T23:10:00Z') }),
        newsOf({
          incidentId: '01JZX0000000000000000000AC',
          severity: 'critical',
          facts: exampleFacts['unfixed-cves'],
        }),
      ],
      'daily',
      places,
    ),
    'a weekly digest of one': digestMessage([opened], 'weekly', places),
    'a question to confirm': confirmationMessage({
      confirmUrl: 'https://tidemark.test/subscribe/confirm?token=t',
      wishes: ['TamaGo, all lines, conflicts and unfixed CVEs, at once'],
      endsInHours: 24,
    }),
    'an endpoint that is disabled': endpointDisabledMessage({
      name: 'Our room',
      targetLabel: 'hooks.slack.com',
      reason: 'It has answered 404 for three days.',
      url: 'https://tidemark.test/settings/endpoints/01J',
    }),
    'a test': testMessage(places.baseUrl),
  };

  test.each(Object.entries(messages))('%s', async (name, message) => {
    await expect(showMail(message)).toMatchFileSnapshot(
      `golden/mail.${name.replaceAll(' ', '-')}.txt`,
    );
  });
});

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
