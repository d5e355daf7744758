// A message as HTML: no style but what any theme can show, nothing that is loaded from anywhere, nothing that counts who reads it.
import { assertNever } from '#lib/domain/assert-never.ts';
import { countWords } from '#lib/domain/count-words.ts';
import { escapeHtml } from '#lib/domain/escape-html.js';

import { type Block, cutList, type Inline, type Line, type Message } from './message.ts';

/** A fragment; only elements that mail programs, Matrix and feed readers all show. */
export function messageHtml(message: Message, mostItems: number): string {
  return [
    `<p><strong>${escapeHtml(message.verdict)}</strong><br>${escapeHtml(message.action)}</p>`,
    ...message.blocks.map((block) => blockHtml(block, mostItems)),
    `<p>${inlineHtml({ kind: 'link', ...message.link })}</p>`,
  ].join('\n');
}

function blockHtml(block: Block, mostItems: number): string {
  if (block.kind === 'paragraph') return `<p>${lineHtml(block.line)}</p>`;
  const title = `<p><strong>${escapeHtml(block.title)}</strong></p>`;
  if (block.kind === 'commands') {
    const commands = block.commands.map(
      ({ what, command }) =>
        `<p>${escapeHtml(what)}</p>\n<pre><code>${escapeHtml(command)}</code></pre>`,
    );
    return [title, ...commands].join('\n');
  }
  const { shown, more } = cutList(block.items, mostItems);
  const items = shown.map(
    ({ head, details }) => `<li>${[head, ...details].map(lineHtml).join('<br>')}</li>`,
  );
  return [
    title,
    '<ul>',
    ...items,
    ...(more === 0 ? [] : [`<li>and ${countWords(more, 'more', 'more')}</li>`]),
    '</ul>',
  ].join('\n');
}

export function lineHtml(line: Line): string {
  return line.map(inlineHtml).join('');
}

function inlineHtml(part: Inline): string {
  const shown = escapeHtml(part.text);
  switch (part.kind) {
    case 'text':
    case 'quoted':
      return shown;
    case 'code':
      return `<code>${shown}</code>`;
    case 'link':
      return `<a href="${escapeHtml(part.href)}">${shown}</a>`;
    default:
      return assertNever(part);
  }
}
