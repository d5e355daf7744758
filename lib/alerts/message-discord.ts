// A message for Discord: one embed, which mentions nobody whatever it holds.
// https://docs.discord.com/developers/resources/message#embed-object-embed-limits
import type { Severity } from '#lib/domain/alert.ts';
import { cutText } from '#lib/domain/visible-text.ts';

import { blockMarkdown, escapeMarkdown } from './message-markdown.ts';
import { type Block, fitItems, type Message } from './message.ts';

const mostItems = 10;
/** Discord refuses more. */
const most = { title: 256, description: 4096, content: 2000 } as const;

/** Beside the word, as on the pages: blue, orange, red-brown. */
const colours: Readonly<Record<Severity, number>> = {
  info: 0x0072b2,
  warning: 0xe69f00,
  critical: 0xd55e00,
};

export interface DiscordMessage {
  readonly content: string;
  readonly embeds: readonly {
    readonly title: string;
    readonly url: string;
    readonly description: string;
    readonly color?: number;
    readonly footer?: { readonly text: string };
  }[];
  readonly allowed_mentions: { readonly parse: readonly never[] };
}

export function discordMessage(message: Message): DiscordMessage {
  const { subject, verdict, severity, link } = message;
  return {
    content: cutText(escapeMarkdown(subject), most.content),
    embeds: [
      {
        title: cutText(escapeMarkdown(verdict), most.title),
        url: link.href,
        description: describe(message),
        ...(severity === null ? {} : { color: colours[severity], footer: { text: severity } }),
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

function describe({ action, blocks }: Message): string {
  return fitItems(
    mostItems,
    (items) =>
      [escapeMarkdown(action), ...blocks.map((block) => partOf(block, items))].join('\n\n'),
    ({ length }) => length <= most.description,
  );
}

/** Of the commands the first; the others are on the incident's page. */
function partOf(block: Block, items: number): string {
  return block.kind === 'commands'
    ? blockMarkdown({ ...block, commands: block.commands.slice(0, 1) }, items)
    : blockMarkdown(block, items);
}
