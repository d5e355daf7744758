// Markdown as Discord and GitHub read it. Names of strangers stand in code spans, in which neither formats, links or mentions anything.
import { assertNever } from '#lib/domain/assert-never.ts';
import { countWords } from '#lib/domain/count-words.ts';

import { type Block, cutList, type Inline, type Line } from './message.ts';

export function blockMarkdown(block: Block, mostItems: number): string {
  switch (block.kind) {
    case 'paragraph':
      return lineMarkdown(block.line);
    case 'list': {
      const { shown, more } = cutList(block.items, mostItems);
      return [
        `**${escapeMarkdown(block.title)}**`,
        '',
        ...shown.flatMap(({ head, details }) => [
          `- ${lineMarkdown(head)}`,
          ...details.map((line) => `  - ${lineMarkdown(line)}`),
        ]),
        ...(more === 0 ? [] : [`- and ${countWords(more, 'more', 'more')}`]),
      ].join('\n');
    }
    case 'commands':
      return [
        `**${escapeMarkdown(block.title)}**`,
        ...block.commands.map(
          ({ what, command }) => `\n${escapeMarkdown(what)}\n\n${codeBlock(command)}`,
        ),
      ].join('\n');
    default:
      return assertNever(block);
  }
}

export function lineMarkdown(line: Line): string {
  return line.map(inlineMarkdown).join('');
}

function inlineMarkdown(part: Inline): string {
  switch (part.kind) {
    case 'text':
      return escapeMarkdown(part.text);
    case 'code':
    case 'quoted':
      return codeSpan(part.text);
    case 'link':
      return `[${escapeMarkdown(part.text)}](<${part.href.replace(/[<>\\]/g, encodeURIComponent)}>)`;
    default:
      return assertNever(part);
  }
}

/** https://spec.commonmark.org/0.31.2/#code-spans: as many backticks around it as are not within. */
function codeSpan(text: string): string {
  if (text === '') return '';
  const fence = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

function codeBlock(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}sh\n${text}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/** Marks lose their meaning by a backslash; mentions and references, for which there is none, by a space of no width. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_~|[\]<>&]/g, String.raw`\$&`).replace(/[@#]/g, '$&\u{200B}');
}
