// The one living issue of an incident in a fork: title and body as of the newest event, and a mark by which it is found again.
import { blockMarkdown, escapeMarkdown } from './message-markdown.ts';
import { fitItems, type Message } from './message.ts';

const mostItems = 50;
/** GitHub refuses a body of more than 65,536 characters. */
const mostBytes = 60_000;

export interface Issue {
  readonly title: string;
  readonly body: string;
}

/** Readers do not see it; it stands first in the body of the issue of this incident, and of no other. */
export function issueMark(incidentId: string): string {
  return `<!-- tidemark:incident=${incidentId} -->`;
}

export function issueOf(message: Message, incidentId: string): Issue {
  return {
    title: message.verdict,
    body: fitItems(
      mostItems,
      (items) => bodyOf(message, incidentId, items),
      (body) => Buffer.byteLength(body) <= mostBytes,
    ),
  };
}

function bodyOf(message: Message, incidentId: string, items: number): string {
  return [
    issueMark(incidentId),
    `**${escapeMarkdown(message.verdict)}**`,
    escapeMarkdown(message.action),
    ...message.blocks.map((block) => blockMarkdown(block, items)),
    `[${escapeMarkdown(message.link.text)}](<${message.link.href}>)`,
    'This issue is kept up to date by itself, and closed when the incident is over.',
  ].join('\n\n');
}
