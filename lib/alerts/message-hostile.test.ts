import { describe, expect, test } from 'vitest';

import type { IncidentFacts } from '#lib/domain/incident-facts.ts';
import { WebhookBody } from '#lib/domain/webhook-v1.ts';
import { conflictFacts, exampleConflict, exampleFacts } from '#lib/testing/incident-facts.ts';

import { endpointDisabledMessage } from './message-account.ts';
import { digestMessage } from './message-digest.ts';
import { discordMessage } from './message-discord.ts';
import { incidentMessage, type IncidentNews } from './message-incident.ts';
import { issueMark, issueOf } from './message-issue.ts';
import { mailOf } from './message-mail.ts';
import { matrixMessage } from './message-matrix.ts';
import { slackMessage } from './message-slack.ts';
import { webhookBody } from './message-webhook.ts';
import type { Message } from './message.ts';

const places = { baseUrl: 'https://tidemark.test', githubServerUrl: 'https://github.com' };
const links = { manageUrl: 'https://tidemark.test/m', unsubscribeUrl: 'https://tidemark.test/u' };

const ourHosts = ['tidemark.test', 'github.com'];

const names: Readonly<Record<string, string>> = {
  HTML: '<script>alert(1)</script><img src=x onerror=alert(1)>"\' onload="x',
  entities: '&lt;b&gt; &amp; &#60;',
  'an HTML comment': '<!-- tidemark:incident=01JZX0000000000000000000ZZ --> -->',
  Markdown: '**bold** _it_ ~~s~~ ||spoiler|| [x](https://evil.test) ![i](https://evil.test/p.png)',
  'a Markdown block': '> quote\n# heading\n- item\n```\ncode\n```',
  backticks: '`a` ``b`` ```c``` `',
  'a Slack mention': '<!channel> <!here> <@U012> <https://evil.test|safe>',
  'a mention of everyone': '@everyone @here @room @golang/security golang/go#1 #2 GH-3',
  newlines: 'one\ntwo\r\nthree\rfour\u2028five\u2029six',
  'a mail header': 'x\r\nBcc: everyone@example.com\r\n\r\nbody',
  'a terminal': '\u001b[2J\u001b]0;title\u0007\u009b31m\u0000\u007f\b',
  'text that turns round': 'a\u202egnp.exe\u2066b\u2069\u200fc\u00ad\u200b\ufeff',
  'half a character': 'a\ud800b\udfffc',
  'ten thousand characters': 'long/'.repeat(2000),
  'ten thousand marks': '<&*`@'.repeat(2000),
  spaces: '   ',
  'a link that runs': 'javascript:alert(1)',
  'a link with a password': 'https://user:secret@evil.test/',
};

/** The name in every place where a repository, a commit or a server may have put one. */
function hostileFacts(name: string): readonly IncidentFacts[] {
  const port = { slug: 'tamago', name, fork: name, upstream: name };
  const conflict = {
    ...exampleConflict,
    path: name,
    culprit: { ...conflictFacts.conflicts[0]?.culprit, ...culprit(name) },
  };
  return [
    {
      ...conflictFacts,
      port,
      from: { ...conflictFacts.from, release: name },
      target: { ...conflictFacts.target, name },
      conflicts: Array.from({ length: 60 }, () => conflict),
      added: [name],
      gone: Array.from({ length: 60 }, () => name),
    },
    {
      ...exampleFacts['behind'],
      kind: 'behind',
      port,
      line: name,
      newestRebase: name,
      notFollowed: Array.from({ length: 60 }, () => ({ name, releasedAt: null })),
      days: 1,
    },
    {
      kind: 'unfixed-cves',
      port,
      line: name,
      newestRebase: name,
      cves: Array.from({ length: 60 }, () => ({
        id: name,
        release: name,
        releasedAt: null,
        sha: name,
      })),
    },
    { kind: 'cannot-poll', repository: name, since: '2026-06-12T15:10:00.000Z', reason: name },
  ];
}

function culprit(name: string) {
  return {
    sha: 'c'.repeat(40),
    date: '2026-03-02T09:30:00.000Z',
    author: name,
    subject: name,
    cl: name,
  };
}

function newsOf(facts: IncidentFacts): IncidentNews {
  return {
    incidentId: '01JZX0000000000000000000AA',
    seq: 1,
    kind: 'updated',
    at: new Date('2026-06-14T17:04:00Z'),
    severity: 'warning',
    facts,
    reason: facts.kind === 'cannot-poll' ? facts.reason : null,
  };
}

function messagesOf(name: string): readonly Message[] {
  const news = hostileFacts(name).map(newsOf);
  return [
    ...news.map((each) => incidentMessage(each, places)),
    digestMessage(news, 'daily', places),
    endpointDisabledMessage({
      name,
      targetLabel: name,
      reason: name,
      url: 'https://tidemark.test/settings',
    }),
  ];
}

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Line breaks are of our making, and so is the space of no width that takes its meaning from a mark. */
const withoutOurs = (text: string): string => text.replace(/[\n\u{200B}]/gu, '');

describe.each(Object.entries(names))('%s in a name', (_, name) => {
  const messages = messagesOf(name);

  test('hides nothing, and moves nothing, in any text', () => {
    for (const message of messages) {
      const { subject, text, html } = mailOf(message, links);
      expect(subject).not.toMatch(unseen);
      expect(Array.from(subject).length).toBeLessThanOrEqual(220);
      for (const shown of [text, html, issueOf(message, 'X').body]) {
        expect(withoutOurs(shown)).not.toMatch(unseen);
      }
      for (const shown of strings([
        slackMessage(message),
        discordMessage(message),
        matrixMessage(message),
      ])) {
        expect(withoutOurs(shown)).not.toMatch(unseen);
      }
    }
  });

  test('adds no element, attribute or address to HTML', () => {
    for (const message of messages) {
      for (const html of [mailOf(message, links).html, matrixMessage(message).formatted_body]) {
        const rest = html
          .replace(/<a href="(https:\/\/[^"<>\s]*)">/g, '')
          .replace(/<\/?(?:p|strong|br|ul|li|code|pre|a|hr|html|head|body|title|style)>/g, '')
          .replace(
            /<(?:!doctype html|html lang="en"|meta [a-z-]+="[^"<>]*"(?: content="[^"<>]*")?)>/g,
            '',
          );
        expect(rest).not.toContain('<');
        const hosts = [...html.matchAll(/href="([^"]*)"/g)].map(
          ([, href = '']) => new URL(href).host,
        );
        expect(ourHosts).toEqual(expect.arrayContaining(hosts));
      }
    }
  });

  test('is no mention, link or formatting in Slack', () => {
    for (const message of messages) {
      const slack = slackMessage(message);
      expect(slack.blocks.length).toBeLessThanOrEqual(50);
      for (const { type, text } of slackTexts(slack)) {
        expect(text.length).toBeLessThanOrEqual(3000);
        if (type === 'plain_text') continue;
        const rest = text
          .replaceAll(/^\*(.*)\*$/g, '$1')
          .replace(/<https:\/\/[^<>|\s]+\|[^<>]*>/g, '');
        expect(rest).not.toMatch(/[<>]/);
        expect(
          rest.replaceAll(/`[^`]*`/g, '').replaceAll(/\u{200B}[*_~`]\u{200B}/gu, ''),
        ).not.toMatch(/[*_~`]/);
      }
    }
  });

  test('mentions nobody in Discord, and stays within its limits', () => {
    for (const message of messages) {
      const { content, embeds, allowed_mentions: mentions } = discordMessage(message);
      expect(mentions).toEqual({ parse: [] });
      expect(content.length).toBeLessThanOrEqual(2000);
      const [embed] = embeds;
      expect(embed?.title.length).toBeLessThanOrEqual(256);
      expect(embed?.description.length).toBeLessThanOrEqual(4096);
      expect(withoutLinks(withoutCode(content))).not.toMatch(/@[a-z]/);
      expect(withoutLinks(withoutCode(embed?.description ?? ''))).not.toMatch(/@[a-z]/);
    }
  });

  test('is no mention, reference, link or mark in an issue', () => {
    for (const message of messages) {
      const { title, body } = issueOf(message, '01JZX0000000000000000000AA');
      expect(title).not.toMatch(unseen);
      expect(body.startsWith(`${issueMark('01JZX0000000000000000000AA')}\n`)).toBe(true);
      const rest = withoutLinks(withoutCode(body.slice(body.indexOf('\n'))));
      expect(rest).not.toMatch(/[@#][\w-]/);
      expect(rest).not.toMatch(/(?<!\\)[<>]/);
      expect(rest).not.toMatch(/!\[/);
      expect(Buffer.byteLength(body)).toBeLessThan(65_536);
    }
  });

  test('mentions nobody in Matrix, and fits into an event', () => {
    for (const message of messages) {
      const matrix = matrixMessage(message);
      expect(matrix['m.mentions']).toEqual({});
      expect(Buffer.byteLength(JSON.stringify(matrix))).toBeLessThan(60_000);
    }
  });

  test('goes to a program as it is, in less than 20 kB of harmless bytes', () => {
    for (const facts of hostileFacts(name)) {
      const body = webhookBody(newsOf(facts), places);
      expect(body).not.toMatch(unseen);
      expect(Buffer.byteLength(body)).toBeLessThan(20_000);
      WebhookBody.parse(JSON.parse(body));
    }
    const [conflict] = hostileFacts(name);
    const { facts } = readWebhook(conflict);
    expect(facts).toMatchObject({ kind: 'forecast-conflict', conflictedFiles: 60 });
    const { conflicts = [], leftOut } = 'conflicts' in facts ? facts : { leftOut: 0 };
    expect(conflicts.length + leftOut).toBe(60);
    expect(conflicts[0]?.path).toBe(name.slice(0, 1000));
  });
});

function readWebhook(facts: IncidentFacts | undefined) {
  const { data } = WebhookBody.parse(
    JSON.parse(webhookBody(newsOf(facts ?? conflictFacts), places)),
  );
  if (data === null) throw new Error('It is no test delivery.');
  return data;
}

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

function slackTexts({ text, blocks }: ReturnType<typeof slackMessage>) {
  return [
    { type: 'mrkdwn', text },
    ...blocks.flatMap((block) => [...(block.text ? [block.text] : []), ...(block.elements ?? [])]),
  ];
}

/** What stays of Markdown when its code blocks and code spans are taken away, as CommonMark pairs them. */
function withoutCode(markdown: string): string {
  return markdown
    .replace(/^(`{3,})sh\n[^]*?\n\1$/gm, '')
    .replace(/(?<![`\\])(`+)(?!`)[^]*?[^`]\1(?!`)/g, '');
}

function withoutLinks(markdown: string): string {
  return markdown.replace(/\(<https:\/\/[^<>\s]+>\)/g, '');
}
