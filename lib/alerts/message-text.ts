// A message as plain text, for mails and for programs that show no more.
import { countWords } from '#lib/domain/count-words.ts';

import { type Block, cutList, type Inline, type Line, type Message } from './message.ts';

export interface TextOptions {
  /** Of each list. */
  readonly mostItems: number;
  /** Below everything, each on its own line. */
  readonly footer?: readonly Line[];
}

/** Nothing needs escaping: a message holds no control character. Ends with a line break. */
export function messageText(message: Message, { mostItems, footer = [] }: TextOptions): string {
  const parts = [
    `${message.verdict}\n${message.action}`,
    ...message.blocks.map((block) => blockText(block, mostItems)),
    `${message.link.text}: ${message.link.href}`,
    ...(footer.length === 0 ? [] : [['-- ', ...footer.map(lineText)].join('\n')]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: Block, mostItems: number): string {
  if (block.kind === 'paragraph') return lineText(block.line);
  if (block.kind === 'commands') {
    const commands = block.commands.map(({ what, command }) => `  # ${what}\n  ${command}`);
    return [`${block.title}:`, ...commands].join('\n');
  }
  const { shown, more } = cutList(block.items, mostItems);
  return [
    `${block.title}:`,
    ...shown.flatMap(({ head, details }) => [
      `- ${lineText(head)}`,
      ...details.map((line) => `  ${lineText(line)}`),
    ]),
    ...(more === 0 ? [] : [`  and ${countWords(more, 'more', 'more')}`]),
  ].join('\n');
}

function lineText(line: Line): string {
  return line.map(inlineText).join('');
}

function inlineText(part: Inline): string {
  return part.kind === 'link' ? `${part.text} <${part.href}>` : part.text;
}
