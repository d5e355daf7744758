// A message for Slack: blocks, and a line for notifications. Names are kept from being mentions, links or formatting.
// https://docs.slack.dev/messaging/formatting-message-text#escaping and https://docs.slack.dev/reference/block-kit/blocks
import type { Severity } from '#lib/domain/alert.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import { countWords } from '#lib/domain/count-words.ts';
import { cutText } from '#lib/domain/visible-text.ts';

import { type Block, cutList, type Inline, type Line, type Message } from './message.ts';

const mostItems = 10;
/** Slack refuses a section of more than 3000 characters, and a header of more than 150. */
const most = { section: 3000, header: 150 } as const;

const words: Readonly<Record<Severity, string>> = {
  info: 'Info',
  warning: 'Warning',
  critical: 'Critical',
};

interface SlackText {
  readonly type: 'mrkdwn' | 'plain_text';
  readonly text: string;
  /** True: nothing but what is written in full as a link is one. */
  readonly verbatim?: true;
  readonly emoji?: false;
}

export interface SlackBlock {
  readonly type: 'header' | 'section' | 'context';
  readonly text?: SlackText;
  readonly elements?: readonly SlackText[];
}

export interface SlackMessage {
  /** What notifications and screen readers say. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

export function slackMessage(message: Message): SlackMessage {
  const { subject, verdict, action, severity, blocks, link } = message;
  return {
    text: escapeMrkdwn(subject),
    blocks: [
      {
        type: 'header',
        text: { type: 'plain_text', text: cutText(verdict, most.header), emoji: false },
      },
      section([{ kind: 'text', text: action }]),
      ...blocks.flatMap(blockSections),
      section([{ kind: 'link', ...link }]),
      ...(severity === null
        ? []
        : [
            {
              type: 'context',
              elements: [mrkdwn([[{ kind: 'text', text: words[severity] }]])],
            } as const,
          ]),
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
}

function blockSections(block: Block): readonly SlackBlock[] {
  switch (block.kind) {
    case 'paragraph':
      return [section(block.line)];
    case 'list': {
      const { shown, more } = cutList(block.items, mostItems);
      return [
        bold(block.title),
        ...shown.map(({ head, details }) => ({
          type: 'section' as const,
          text: mrkdwn([[{ kind: 'text', text: '• ' }, ...head], ...details]),
        })),
        ...(more === 0
          ? []
          : [section([{ kind: 'text', text: `and ${countWords(more, 'more', 'more')}` }])]),
      ];
    }
    case 'commands': {
      // Whoever wants the git commands finds them on the incident's page.
      const [first] = block.commands;
      return first === undefined
        ? []
        : [
            section([
              { kind: 'text', text: `${block.title}: ` },
              { kind: 'code', text: first.command },
            ]),
          ];
    }
    default:
      return assertNever(block);
  }
}

function section(line: Line): SlackBlock {
  return { type: 'section', text: mrkdwn([line]) };
}

function bold(title: string): SlackBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: `*${escapeMrkdwn(title)}*`, verbatim: true },
  };
}

/** A line that there is no room for is left out whole: cut, it could end within a link. */
function mrkdwn(lines: readonly Line[]): SlackText {
  let text = '';
  for (const line of lines) {
    const longer = text === '' ? lineMrkdwn(line) : `${text}\n${lineMrkdwn(line)}`;
    if (longer.length <= most.section) text = longer;
  }
  // Slack refuses an empty one.
  return { type: 'mrkdwn', text: text === '' ? '–' : text, verbatim: true };
}

function lineMrkdwn(line: Line): string {
  return line.map(inlineMrkdwn).join('');
}

function inlineMrkdwn(part: Inline): string {
  switch (part.kind) {
    case 'text':
      return escapeMrkdwn(part.text);
    case 'code':
    case 'quoted':
      return code(part.text);
    case 'link':
      return `<${part.href.replace(/[<>|]/g, encodeURIComponent)}|${escapeMrkdwn(part.text)}>`;
    default:
      return assertNever(part);
  }
}

/** Nothing is formatted in it; a backtick would end it, so another character that looks like it stands in. */
function code(text: string): string {
  return text === '' ? '' : `\`${escapeEntities(text.replaceAll('`', 'ˋ'))}\``;
}

/** Slack knows no escape for its marks of formatting: a space of no width keeps them from being any. */
function escapeMrkdwn(text: string): string {
  return escapeEntities(text).replace(/[*_~`]/g, (mark) => `\u{200B}${mark}\u{200B}`);
}

function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
